package io.stagedoor.cli.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.cli.Cli;
import io.stagedoor.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsCommandTest {

    @TempDir
    Path folder;

    private static void send(TestBroker broker, String queue) throws Exception {
        send(broker, queue, Message.create("x"));
    }

    private static void send(TestBroker broker, String queue, Message<?> message) throws Exception {
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", broker.url()), Optional.empty(), Optional.empty(), Optional.empty());
        try (AmqpConnector connector = new AmqpConnector(settings);
                Connection connection = connector.open();
                Sender sender = connection.openSender(queue)) {
            sender.send(message).awaitAccepted();
        }
    }

    @Test
    void the_list_shows_what_waits_in_queues_and_dead_letter_queues() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            send(broker, "backstage/catalog/entity");
            send(broker, "backstage/catalog/entity");
            send(broker, "dead-letter/backstage/techdocs/build");
            Cli.Result result = new Cli().run("channels", "--url", broker.url());
            assertThat(result.err()).isEmpty();
            assertThat(result.exit()).isZero();
            assertThat(result.outLines())
                    .anySatisfy(line -> assertThat(line)
                            .matches("catalogEntityChange +backstage/catalog/entity +2 +0 +created, updated, deleted"))
                    .anySatisfy(line -> assertThat(line).matches("techdocsBuild +backstage/techdocs/build +- +- .*"))
                    .anySatisfy(line ->
                            assertThat(line).matches("\\(dead letters\\) +dead-letter/backstage/techdocs/build +1 +0"))
                    .noneSatisfy(line -> assertThat(line).contains("dead-letter/backstage/catalog/entity"));
        }
    }

    @Test
    void a_queue_that_nothing_consumes_is_listed_with_what_to_do() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            send(broker, "backstage/catalog/Entity");
            send(broker, "deliver/my-service");
            send(broker, "dead-letter/elsewhere");
            send(broker, "seen/backstage/catalog/entity");
            Cli.Result result = new Cli().run("channels", "--url", broker.url());
            assertThat(result.outLines())
                    .anySatisfy(line ->
                            assertThat(line).matches("\\(nothing consumes it\\) +backstage/catalog/Entity +1 +0"))
                    .noneSatisfy(line -> assertThat(line).containsAnyOf("deliver/", "seen/", "elsewhere"));
            assertThat(result.err().lines())
                    .singleElement()
                    .asString()
                    .contains("1 message waits in the queue backstage/catalog/Entity, which nothing consumes");
            JsonNode rows = new ObjectMapper()
                    .readTree(new Cli()
                            .run("channels", "--json", "--url", broker.url())
                            .out());
            assertThat(rows).hasSize(5);
            assertThat(rows.at("/4/unconsumed").asBoolean()).isTrue();
            assertThat(rows.at("/0/unconsumed").asBoolean()).isFalse();
        }
    }

    @Test
    void events_that_wait_for_their_delivery_time_are_counted() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            send(
                    broker,
                    "backstage/catalog/entity",
                    Message.create("x").annotation("x-opt-delivery-time", System.currentTimeMillis() + 3_600_000));
            assertThat(new Cli().run("channels", "--url", broker.url()).err().lines())
                    .containsExactly("stagedoor: 1 event waits in backstage/catalog/entity for the delivery time"
                            + " that the"
                            + " producer set");
        }
    }

    @Test
    void a_command_without_permission_says_how_to_log_in() throws Exception {
        try (TestBroker broker = new TestBroker("", Map.of("joe", "secret"))) {
            assertThat(new Cli()
                            .run(
                                    "channels",
                                    "--url",
                                    broker.url(),
                                    "--user",
                                    "joe",
                                    "--password-file",
                                    password("secret"))
                            .err()
                            .lines())
                    .singleElement()
                    .asString()
                    .contains("no numbers", "--password-file", "broker/password in the folder stagedoor.data");
        }
    }

    private String password(String text) throws IOException {
        return Files.writeString(folder.resolve("password"), text).toString();
    }

    @Test
    void without_a_broker_the_contract_is_shown_anyway() {
        Cli.Result result = new Cli().run("channels", "--url", "amqp://localhost:" + FreePort.next());
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("Backstage Events System 1.0.0").contains("backstage/scaffolder/task");
        assertThat(result.err().lines()).singleElement().asString().contains("Connection refused");
    }

    @Test
    void json_has_the_same() throws Exception {
        Cli.Result result = new Cli().run("channels", "--json", "--url", "amqp://localhost:" + FreePort.next());
        JsonNode rows = new ObjectMapper().readTree(result.out());
        assertThat(rows).hasSize(4);
        assertThat(rows.at("/0/queue").asText()).isEqualTo("backstage/catalog/entity");
        assertThat(rows.at("/0/depth").isNull()).isTrue();
        assertThat(rows.at("/0/actions/0").asText()).isEqualTo("created");
    }
}
