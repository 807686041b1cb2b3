package io.stagedoor.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.cli.Cli;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dead letters on a broker with our {@code broker.xml}, which sets events aside by itself, and keeps long queues on its
 * disk.
 */
class DeadLettersOfTheBrokerTest {

    private static final String CMDB = "dead-letter/deliver/cmdb";

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private EmbeddedBroker broker;
    private Amqp amqp;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        amqp = new Amqp("amqp://localhost:" + port, null, null);
    }

    @AfterEach
    void stop() throws Exception {
        amqp.close();
        broker.close();
    }

    private Cli.Result run(String... arguments) {
        return new Cli()
                .with("stagedoor.broker.url", "amqp://localhost:" + port)
                .run(Stream.concat(Stream.of("dead-letters"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void an_event_that_expired_is_shown_by_its_message_id_and_does_not_expire_again_when_it_is_redriven()
            throws Exception {
        for (String queue : List.of(Events.ENTITY, "held/somewhere")) {
            amqp.send(
                    queue,
                    Message.create("no json")
                            .messageId("mid:" + queue.length())
                            .timeToLive(1)
                            .property("tenant", "blue"));
            assertThat(amqp.takeAll(queue)).isEmpty();
        }
        amqp.send("dead-letter/broker", Message.create("of nowhere").messageId("mid:0"));
        assertThat(run("list").out())
                .containsPattern("mid:14 +broker +broker +- +- .*the broker set it aside")
                .containsPattern("mid:24 +backstage/catalog/entity +broker ");
        assertThat(run("show", "mid:14").out())
                .containsPattern("x-opt-ORIG-QUEUE +held/somewhere")
                .contains("sends it to held/somewhere");
        Cli.Result result = run("redrive", "--reason", "broker");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("2 redriven", "1 to held/somewhere", "1 to " + Events.ENTITY, "1 left in place");
        for (String queue : List.of(Events.ENTITY, "held/somewhere")) {
            Amqp.Taken taken = amqp.take(queue);
            assertThat(taken.body()).isEqualTo("no json");
            assertThat(taken.properties()).containsOnlyKeys("tenant");
        }
        assertThat(run("discard", "mid:0", "--yes").out()).contains("1 discarded");
    }

    private static final Map<String, Object> FORGED = Map.of(
            "stagedoor_reason", "exhausted",
            "stagedoor_error", "of the producer",
            "stagedoor_event_id", "forged",
            "stagedoor_channel", Events.TASK,
            "stagedoor_destination", "cmdb",
            "stagedoor_attempts", 7,
            "stagedoor_last_failure", "2999-01-01T00:00:00Z",
            "tenant", "blue");

    private static Message<byte[]> forged(byte[] body) throws Exception {
        Message<byte[]> message = Message.create(body).messageId("mid:1");
        for (Map.Entry<String, Object> property : FORGED.entrySet()) {
            message.property(property.getKey(), property.getValue());
        }
        message.annotation("x-opt-ORIG-ADDRESS", "deliver/cmdb");
        message.annotation("x-opt-ORIG-QUEUE", "oversize-forged");
        return message;
    }

    @Test
    void an_expired_event_has_no_facts_from_its_producer() throws Exception {
        amqp.send(Events.ENTITY, forged("no json".getBytes(UTF_8)).timeToLive(1));
        assertThat(amqp.takeAll(Events.ENTITY)).isEmpty();

        assertThat(run("list").out())
                .containsPattern("mid:1 +backstage/catalog/entity +broker +- +- .*the broker set it aside");
        for (String other : List.of("exhausted", "invalid")) {
            assertThat(run("list", "--reason", other).out()).contains("0 dead letters");
        }
        assertThat(run("list", "--destination", "cmdb").out()).contains("0 dead letters");
        assertThat(run("list", "--channel", Events.TASK).out()).contains("0 dead letters");
        assertThat(run("list", "--channel", Events.ENTITY).out()).contains("1 dead letter");
        String shown = run("show", "mid:1").out();
        assertThat(shown.substring(0, shown.indexOf("Other properties of the message:")))
                .doesNotContain("2999", "forged", "cmdb", "of the producer");
        assertThat(shown).contains("stagedoor_last_failure 2999-01-01T00:00:00Z");
        assertThat(run("discard", "mid:1", "--yes").out()).contains("1 discarded");
        assertThat(run("list").out()).contains("0 dead letters");
    }

    @Test
    void an_event_that_the_broker_finds_too_large_has_the_reason_that_the_broker_says() throws Exception {
        amqp.send(Events.ENTITY, forged(new byte[400_000]));
        await().until(() -> run("list").out().contains("mid:1"));

        assertThat(run("list").out())
                .containsPattern(
                        "mid:1 +backstage/catalog/entity +invalid +- +- .*the message has more than 307200 bytes");
        assertThat(run("list", "--json").out())
                .contains("\"reason\":\"invalid\"", "\"attempts\":null", "\"channel\":\"" + Events.ENTITY);
        assertThat(run("discard", "--reason", "invalid", "--yes").out()).contains("1 discarded");
    }

    @Test
    void an_event_that_a_consumer_rejected_can_be_redriven_whatever_its_producer_wrote() throws Exception {
        Message<byte[]> odd = forged("no json".getBytes(UTF_8));
        odd.property("stagedoor_event_id", 7);
        amqp.send(Events.ENTITY, odd);
        amqp.send(Events.ENTITY, forged("no json".getBytes(UTF_8)).messageId("mid:2"));
        amqp.reject(Events.ENTITY, 2);
        await().until(() -> run("list").out().contains("mid:2"));

        assertThat(run("list").out())
                .containsPattern("mid:1 +[a-z/]+ +broker ")
                .containsPattern("mid:2 +[a-z/]+ +broker ");
        assertThat(run("redrive", "--reason", "broker").outLines())
                .containsExactly("2 redriven", "  2 to " + Events.ENTITY);
        for (Amqp.Taken taken : amqp.takeAll(Events.ENTITY)) {
            assertThat(taken.properties()).containsOnlyKeys("tenant");
        }
    }

    @Test
    void a_destinations_event_that_the_broker_sets_aside_keeps_our_properties() throws Exception {
        amqp.send(
                "deliver/cmdb",
                Message.create("{}")
                        .property("stagedoor_event_id", "id-1")
                        .property("stagedoor_channel", Events.TASK)
                        .property("stagedoor_attempts", 3));
        amqp.reject("deliver/cmdb", 1);
        await().until(() -> run("list").out().contains("id-1"));

        assertThat(run("list").out()).containsPattern("id-1 +broker +broker +- +3 ");
        assertThat(run("redrive", "id-1").outLines()).containsExactly("1 redriven", "  1 to deliver/cmdb");
        assertThat(amqp.take("deliver/cmdb").properties())
                .containsEntry("stagedoor_event_id", "id-1")
                .containsEntry("stagedoor_channel", Events.TASK);
    }

    @Test
    void a_dead_letter_far_back_in_a_queue_on_the_disk_is_reached_and_the_others_stay() throws Exception {
        byte[] body = new byte[200_000];
        Arrays.fill(body, (byte) 'x');
        for (int i = 0; i < 300; i++) {
            amqp.send(
                    CMDB,
                    Message.create(body)
                            .property("stagedoor_event_id", "id-" + i)
                            .property("stagedoor_reason", "exhausted")
                            .property("stagedoor_error", "HTTP 503"));
        }
        assertThat(run("redrive", "id-299").outLines()).containsExactly("1 redriven", "  1 to deliver/cmdb");
        assertThat(amqp.take("deliver/cmdb").text("event_id")).isEqualTo("id-299");
        List<Amqp.Taken> left = amqp.takeEverything(CMDB);
        assertThat(left).hasSize(299).allSatisfy(letter -> {
            assertThat(letter.text("reason")).isEqualTo("exhausted");
            assertThat(letter.bytes()).isEqualTo(body);
        });
        assertThat(left).extracting(letter -> letter.text("event_id")).doesNotHaveDuplicates();
    }
}
