package io.stagedoor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a broker with our {@code broker.xml} does: it sets events aside by itself, and keeps long queues on the disk. */
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
            assertThat(amqp.drain(queue, 300)).isEmpty();
        }
        amqp.send("dead-letter/broker", Message.create("of nowhere").messageId("mid:0"));
        assertThat(run("list").out())
                .containsPattern("mid:14 +broker +broker +- +- .*the broker set it aside")
                .containsPattern("mid:24 +backstage/catalog/entity +broker ");
        assertThat(run("show", "mid:14").out())
                .containsPattern("x-opt-ORIG-QUEUE +held/somewhere")
                .contains("would send it to held/somewhere");
        Cli.Result result = run("redrive", "--reason", "broker");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("2 redriven", "1 to held/somewhere", "1 to " + Events.ENTITY, "1 left where they are");
        for (String queue : List.of(Events.ENTITY, "held/somewhere")) {
            Amqp.Taken taken = amqp.take(queue);
            assertThat(taken.body()).isEqualTo("no json");
            assertThat(taken.properties()).containsOnlyKeys("tenant");
        }
        assertThat(run("discard", "mid:0", "--yes").out()).contains("1 discarded");
    }

    @Test
    void what_is_far_behind_in_a_queue_on_the_disk_is_reached_and_the_others_stay() throws Exception {
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
        List<Amqp.Taken> left = amqp.drain(CMDB, 1_000);
        assertThat(left).hasSize(299).allSatisfy(letter -> {
            assertThat(letter.text("reason")).isEqualTo("exhausted");
            assertThat(letter.bytes()).isEqualTo(body);
        });
        assertThat(left).extracting(letter -> letter.text("event_id")).doesNotHaveDuplicates();
    }
}
