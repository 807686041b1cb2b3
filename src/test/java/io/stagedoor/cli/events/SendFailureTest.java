package io.stagedoor.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.cli.Cli;
import io.stagedoor.testing.FreePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code stagedoor send} says of events that it does not send, and of a broker that is away. */
class SendFailureTest extends SendCommandRig {

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
