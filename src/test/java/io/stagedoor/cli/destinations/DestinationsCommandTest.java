package io.stagedoor.cli.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.queue.BreakerSign;
import io.stagedoor.cli.BrokerCommandRig;
import io.stagedoor.cli.Cli;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.junit.jupiter.api.Test;

class DestinationsCommandTest extends BrokerCommandRig {

    private static final String CMDB = "deliver/cmdb";

    DestinationsCommandTest() {
        super("destinations");
    }

    private void send(String queue) throws Exception {
        amqp.send(queue, Message.create("{}"));
    }

    private void waiting(String id, int attempts, Duration in) throws Exception {
        amqp.send(
                CMDB,
                Message.create("{}")
                        .property("stagedoor_event_id", id)
                        .property("stagedoor_channel", "backstage/scaffolder/task")
                        .property("stagedoor_attempts", attempts)
                        .property("stagedoor_due", Instant.now().plus(in).toString())
                        .property("stagedoor_last_status", 503)
                        .property("stagedoor_last_error", "HTTP 503: \u001b[31m")
                        .annotation("x-opt-delivery-delay", in.toMillis()));
    }

    @Test
    void each_destination_says_what_waits_for_it() throws Exception {
        send(CMDB);
        amqp.send(CMDB, Message.create("several").property("stagedoor_events", 12));
        waiting("later", 3, Duration.ofHours(2));
        send("deliver/cmdb/parked/one");
        send("dead-letter/deliver/cmdb");
        send("deliver/archive");
        Cli.Result result = run();
        assertThat(result.exit()).isZero();
        assertThat(result.outLines()).hasSize(3);
        assertThat(result.out())
                .containsPattern("archive +no consumer +1 +0 +0 +- +0 +0")
                .containsPattern("cmdb +no consumer +13 +0 +1 +1 +1 +0");
        JsonNode cmdb = new ObjectMapper().readTree(run("--json").lastLine());
        assertThat(cmdb.path("destination").asText()).isEqualTo("cmdb");
        assertThat(cmdb.path("scheduled").asInt()).isEqualTo(1);
        assertThat(cmdb.path("paused").asBoolean()).isFalse();
    }

    @Test
    void a_paused_destination_gets_nothing_until_it_is_resumed() throws Exception {
        send(CMDB);
        Cli.Result paused = run("pause", "cmdb");
        assertThat(paused.exit()).isZero();
        assertThat(paused.out()).contains("cmdb is paused; 1 event waits");
        assertThat(run().out()).containsPattern("cmdb +paused +1 ");
        assertThat(amqp.takeAll(CMDB)).isEmpty();
        assertThat(run("resume", "cmdb").out()).contains("no program consumes its queue");
        assertThat(amqp.takeAll(CMDB)).hasSize(1);
    }

    @Test
    void the_next_attempts_are_listed_the_soonest_first() throws Exception {
        waiting("second", 3, Duration.ofHours(5));
        waiting("first", 7, Duration.ofMinutes(10));
        Cli.Result result = run("attempts", "cmdb");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).doesNotContain("\u001b");
        assertThat(result.outLines().get(1))
                .matches("first +backstage/scaffolder/task +7 +20\\S+Z +9 min +503 +HTTP 503: +\\[31m");
        assertThat(result.outLines().get(2)).startsWith("second").contains("4 h");
        assertThat(result.lastLine()).isEqualTo("2 events wait for their next attempt");
        assertThat(run("attempts", "cmdb", "--limit", "1").lastLine()).contains("only 1 listed");
        JsonNode attempt = new ObjectMapper()
                .readTree(run("attempts", "cmdb", "--json").outLines().get(0));
        assertThat(attempt.path("event").asText()).isEqualTo("first");
        assertThat(attempt.path("attempts").asInt()).isEqualTo(7);
    }

    @Test
    void an_unknown_name_is_wrong_usage_and_the_message_lists_the_known_ones() throws Exception {
        send(CMDB);
        for (String command : new String[] {"pause", "resume", "attempts"}) {
            Cli.Result result = run(command, "nobody");
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("no destination 'nobody'").contains("it has queues for cmdb");
        }
    }

    @Test
    void a_broker_without_destinations_gets_a_message() {
        assertThat(run().out()).contains("no destination has a queue");
    }

    @Test
    void the_callback_reports_what_happened_to_an_event() throws Exception {
        send(CMDB);
        try (AmqpConnector connector = TestBroker.connector(broker.url());
                BreakerSign sign = new BreakerSign(connector, CMDB)) {
            assertThat(run().out()).containsPattern("cmdb +no consumer +1 ");
            sign.show();
            assertThat(run().out()).containsPattern("cmdb +breaker open +1 +0 +0 +- +0 +0");
            JsonNode cmdb = new ObjectMapper().readTree(run("--json").lastLine());
            assertThat(cmdb.path("state").asText()).isEqualTo("breaker open");
            assertThat(cmdb.path("consumers").asInt()).isZero();
            try (Connection program = connector.open();
                    Receiver receiver = program.openReceiver(CMDB, new ReceiverOptions().creditWindow(0))) {
                receiver.openFuture().get();
                assertThat(run().out()).containsPattern("cmdb +delivers +1 +0 +0 +- +0 +1");
            }
            assertThat(run("resume", "cmdb").out()).contains("cmdb is resumed; 1 event waits", "its breaker is open");
            sign.close();
            await().untilAsserted(() -> assertThat(run().out()).containsPattern("cmdb +no consumer +1 "));
        }
    }

    @Test
    void a_destination_whose_breaker_is_open_gets_its_dead_letters_back() throws Exception {
        send("dead-letter/" + CMDB);
        send(CMDB);
        try (AmqpConnector connector = TestBroker.connector(broker.url());
                BreakerSign sign = new BreakerSign(connector, CMDB)) {
            sign.show();
            Cli.Result result =
                    new Cli().with("stagedoor.broker.url", broker.url()).run("dead-letters", "redrive", "--all");
            assertThat(result.exit()).as(result.out()).isZero();
            assertThat(result.err()).isEmpty();
        }
        broker.awaitDepth(CMDB, 2);
    }

    @Test
    void more_than_can_be_counted_is_an_estimate_and_says_so() throws Exception {
        List<Message<byte[]>> messages = new ArrayList<>();
        for (int i = 0; i < 20_010; i++) {
            messages.add(Message.create(new byte[] {'x'}).property("stagedoor_events", 1 + i % 5));
        }
        amqp.sendAll(CMDB, messages);
        assertThat(run().out()).containsPattern("cmdb +no consumer +~60030 +~0 ");
        JsonNode cmdb = new ObjectMapper().readTree(run("--json").lastLine());
        assertThat(cmdb.path("waiting").asLong()).isEqualTo(60_030);
        assertThat(cmdb.path("estimated").asBoolean()).isTrue();
    }
}
