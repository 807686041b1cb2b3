package io.stagedoor.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.cli.Cli;
import io.stagedoor.testing.FreePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {

    private static final Path EVENTS = Path.of("examples/events");
    private static final String ENTITY = "backstage/catalog/entity";

    private TestBroker broker;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private Cli cli() {
        return new Cli().with("stagedoor.broker.url", broker.url());
    }

    private List<Message<byte[]>> received(String queue, int count) throws Exception {
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", broker.url()), Optional.empty(), Optional.empty(), Optional.empty());
        try (AmqpConnector connector = new AmqpConnector(settings);
                Connection connection = connector.open();
                Receiver receiver = connection.openReceiver(queue)) {
            List<Message<byte[]>> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                messages.add(receiver.receive(5, TimeUnit.SECONDS).message());
            }
            return messages;
        }
    }

    @Test
    void each_event_goes_to_the_only_channel_that_accepts_it_and_the_others_are_named() throws Exception {
        Cli.Result result = cli().run("send", EVENTS.toString());
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("catalog-updated-payments.json: not sent: catalogEntityChange and catalogLocationChange")
                .contains("--channel catalogEntityChange");
        assertThat(result.lastLine()).startsWith("sent 10, not sent 1 in ");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(broker.depth(ENTITY)).isEqualTo(2);
        assertThat(broker.depth("backstage/catalog/location")).isEqualTo(2);
        assertThat(broker.depth("backstage/scaffolder/task")).isEqualTo(5);
        assertThat(broker.depth("backstage/techdocs/build")).isEqualTo(1);
    }

    @Test
    void an_event_arrives_byte_for_byte_durable_and_as_json() throws Exception {
        Path file = EVENTS.resolve("catalog-created-ledger.json");
        assertThat(cli().run("send", file.toString()).exit()).isZero();
        Message<byte[]> message = received(ENTITY, 1).get(0);
        assertThat(message.body()).isEqualTo(Files.readAllBytes(file));
        assertThat(message.durable()).isTrue();
        assertThat(message.contentType()).isEqualTo("application/json");
    }

    @Test
    void printed_json_on_standard_input_is_one_event_as_it_was_printed() throws Exception {
        String printed = new ObjectMapper()
                .readTree(EVENTS.resolve("catalog-created-ledger.json").toFile())
                .toPrettyString();
        assertThat(printed.lines()).hasSizeGreaterThan(9);
        Cli.Result result = cli().stdin(printed + "\n").run("send", "--channel", "catalogEntityChange");
        assertThat(result.exit()).isZero();
        assertThat(result.lastLine()).startsWith("sent 1, not sent 0");
        assertThat(received(ENTITY, 1).get(0).body()).isEqualTo(printed.getBytes(UTF_8));
    }

    @Test
    void text_that_is_not_json_is_not_sent_and_the_events_around_it_are() throws Exception {
        Cli.Result result = cli().stdin("{\"topic\":\"catalog\"}\nno json\n{\"topic\":\n{\"topic\":\"catalog\"}\n")
                .run("send", "--channel", "catalogEntityChange", "-");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("stdin:2: not sent: not JSON: line 2, column 1", "stdin:3: not sent: not JSON", "--raw");
        assertThat(result.lastLine()).startsWith("sent 2, not sent 2");
        assertThat(broker.depth(ENTITY)).isEqualTo(2);
    }

    @Test
    void a_named_channel_takes_what_is_not_even_json_where_that_is_said() throws Exception {
        Cli.Result result = cli().stdin("no json\n{\n").run("send", "--channel", "catalogEntityChange", "--raw", "-");
        assertThat(result.exit()).isZero();
        assertThat(received(ENTITY, 2).get(0).body()).isEqualTo("no json".getBytes(UTF_8));
        assertThat(cli().stdin("no json\n").run("send", "--raw").exit()).isEqualTo(2);
    }

    @Test
    void a_broken_file_goes_to_a_named_channel_as_it_is_and_an_empty_one_does_not() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n");
        Path empty = Files.writeString(folder.resolve("empty.json"), "");
        Cli.Result result = cli().run("send", "--channel", "catalogEntityChange", broken.toString(), empty.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("empty.json: not sent: the file is empty");
        assertThat(received(ENTITY, 1).get(0).body()).isEqualTo("{\n".getBytes(UTF_8));
    }

    @Test
    void a_failing_input_is_reported_with_what_was_sent_before() throws Exception {
        InputStream breaks = new SequenceInputStream(
                new ByteArrayInputStream("{\"topic\":\"catalog\"}\n".getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Bad file descriptor");
                    }
                });
        Cli.Result result = cli().stdin(breaks).run("send", "--channel", "catalogEntityChange");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("cannot read standard input: Bad file descriptor");
        assertThat(result.lastLine()).startsWith("sent 1, not sent 0");
        assertThat(broker.depth(ENTITY)).isEqualTo(1);
    }

    @Test
    void an_event_that_no_channel_accepts_is_named_with_the_cause_and_the_next_is_sent() throws IOException {
        String good = Files.readString(EVENTS.resolve("location-added.json")).replace("\n", "");
        Cli.Result result = cli().stdin("{\"topic\":\"catalog\"}\n" + good).run("send");
        assertThat(result.err())
                .startsWith("stagedoor: stdin:1: not sent: no channel accepts it; the nearest is" + " catalog");
        assertThat(result.lastLine()).startsWith("sent 1, not sent 1 in ");
    }

    @Test
    void a_count_repeats_the_input_as_new_events() throws Exception {
        Path file = EVENTS.resolve("catalog-created-ledger.json");
        Cli.Result result = cli().run("send", "--count", "1500", file.toString());
        assertThat(result.lastLine()).startsWith("sent 1500, not sent 0 in ");
        List<Message<byte[]>> messages = received(ENTITY, 1500);
        assertThat(messages.get(0).body()).isEqualTo(Files.readAllBytes(file));
        Set<String> ids = new HashSet<>();
        for (Message<byte[]> message : messages) {
            JsonNode event = new ObjectMapper().readTree(message.body());
            assertThat(event.at("/eventPayload/entity/metadata/name").asText()).isEqualTo("ledger");
            ids.add(event.at("/metadata/eventId").asText());
        }
        assertThat(ids).hasSize(1500);
    }

    @Test
    void a_count_below_the_input_ends_it_early() {
        assertThat(cli().run("send", "--count", "2", EVENTS.toString()).lastLine())
                .startsWith("sent 2, not sent 0");
        assertThat(cli().run("send", "--count", "0", EVENTS.toString()).exit()).isEqualTo(2);
    }

    @Test
    void without_a_broker_one_line_says_the_url_and_what_to_do() throws Exception {
        String url = "amqp://localhost:" + FreePort.next();
        Cli.Result result = new Cli().run("send", "--url", url, EVENTS.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("stagedoor: no broker at " + url + ": Connection refused")
                .contains("stagedoor run")
                .contains("--url");
    }

    @Test
    void a_lost_connection_is_reported_and_unconfirmed_events_do_not_count() throws Exception {
        Path file = EVENTS.resolve("catalog-created-ledger.json");
        Thread killer = new Thread(() -> {
            try {
                while (broker.depth(ENTITY) < 100) {
                    Thread.onSpinWait();
                }
                broker.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        killer.start();
        Cli.Result result = cli().run("send", "--count", "1000000", file.toString());
        killer.join();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("the connection to the broker was lost")
                .contains("The broker did not confirm")
                .doesNotContain("refused");
        assertThat(result.lastLine()).doesNotContain("not sent 0 ");
    }
}
