package io.stagedoor;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two messages of a channel with the same {@code metadata.eventId} are one event, whoever dies between them. Nobody
 * works the queues that the routes send to, so that each shows what was routed, and how often.
 */
class DuplicatesIT {

    private static final String ARCHIVE = "held/archive";

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final String url = "amqp://localhost:" + port;
    private final Map<String, String> settings = new HashMap<>();
    private EmbeddedBroker broker;
    private Amqp amqp;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        settings.put("stagedoor.broker.url", url);
        settings.put("stagedoor.routes", Program.heldRoutes(folder).toString());
        amqp = new Amqp(url, null, null);
    }

    @AfterEach
    void stop() throws Exception {
        amqp.close();
        broker.close();
    }

    @Test
    void an_event_sent_again_is_routed_once_be_it_at_once_or_later() throws Exception {
        List<String> ids = ids(300);
        try (Program program = Program.run(folder, settings)) {
            send(TASK, ids.stream().flatMap(id -> Stream.of(id, id, id)).toList());
            assertThat(routed()).isEqualTo(once(ids));
            send(TASK, ids);
            send(TASK, ids(1));
            assertThat(routed()).doesNotContainKeys(ids.toArray(String[]::new)).hasSize(1);
            assertThat(program.output()).contains("duplicate: channel=" + TASK + " event=" + ids.get(0));
        }
    }

    @Test
    void an_event_sent_again_is_routed_once_though_the_program_was_killed_between() throws Exception {
        List<String> ids = ids(300);
        try (Program program = Program.run(folder, settings)) {
            send(TASK, ids);
            assertThat(routed()).isEqualTo(once(ids));
            program.kill();
        }

        List<String> fresh = ids(300);
        List<String> mixed = new ArrayList<>(ids);
        mixed.addAll(fresh);
        Collections.shuffle(mixed, new Random(7));
        send(TASK, mixed);
        try (Program next = Program.run(folder, settings)) {
            assertThat(routed()).isEqualTo(once(fresh));
            assertThat(amqp.takeAll(TASK)).isEmpty();
            assertThat(amqp.takeAll("dead-letter/" + TASK)).isEmpty();
        }
    }

    @Test
    void an_event_sent_again_is_routed_once_though_the_broker_was_killed_between() throws Exception {
        String inside = Integer.toString(FreePort.next());
        Map<String, String> embedded =
                Map.of("stagedoor.routes", settings.get("stagedoor.routes"), "stagedoor.broker.embedded.port", inside);
        List<String> ids = ids(100);
        try (Program program = Program.run(folder, embedded);
                Amqp client = Amqp.inside(folder, "amqp://localhost:" + inside)) {
            client.sendAll(TASK, messages(ids));
            assertThat(routed(client)).isEqualTo(once(ids));
            program.kill();
        }
        try (Program next = Program.run(folder, embedded);
                Amqp client = Amqp.inside(folder, "amqp://localhost:" + inside)) {
            List<String> fresh = ids(1);
            client.sendAll(TASK, messages(ids));
            client.sendAll(TASK, messages(fresh));
            assertThat(routed(client)).isEqualTo(once(fresh));
        }
    }

    @Test
    void an_event_that_another_process_routed_is_routed_by_none_again() throws Exception {
        List<String> ids = ids(300);
        try (Program two = Program.replica("two", folder, settings)) {
            try (Program one = Program.replica("one", folder, settings)) {
                send(TASK, ids);
                assertThat(routed()).isEqualTo(once(ids));
                sendAgainAndOneMore(ids);
            }
            sendAgainAndOneMore(ids);
            assertThat(two.output()).contains("duplicate: ");
        }
    }

    private void sendAgainAndOneMore(List<String> ids) throws Exception {
        send(TASK, ids);
        List<String> fresh = ids(1);
        send(TASK, fresh);
        assertThat(routed()).isEqualTo(once(fresh));
    }

    /** The broker gives the two copies to two processes in the same moment. */
    @Test
    void an_event_that_two_processes_get_at_once_is_routed_once() throws Exception {
        List<String> ids = ids(1_000);
        List<String> twice = ids.stream().flatMap(id -> Stream.of(id, id)).toList();
        try (Program one = Program.replica("one", folder, settings);
                Program two = Program.replica("two", folder, settings)) {
            send(TASK, twice);
            assertThat(routed()).isEqualTo(once(ids));
            for (String id : ids.subList(0, 100)) {
                send(TASK, List.of(id, id));
                String fresh = Events.newId();
                send(TASK, List.of(fresh, fresh));
                assertThat(routed()).isEqualTo(once(List.of(fresh)));
            }
            assertThat(one.output() + two.output()).doesNotContain("committing without the lease");
        }
    }

    @Test
    void an_event_that_became_a_dead_letter_may_come_again() throws Exception {
        String id = ids(1).get(0);
        try (Program program = Program.run(folder, settings)) {
            for (String broken : List.of(
                    Events.task(id, "no such action"),
                    Events.task(id, "completed").replace("scaffolder\"", "\""))) {
                amqp.send(TASK, broken.getBytes(StandardCharsets.UTF_8));
                assertThat(amqp.take("dead-letter/" + TASK).text("reason")).isEqualTo("invalid");
            }
            String unrouted = Events.task(id, "completed").replaceFirst("\"action\": \"completed\",", "");
            amqp.send(TASK, unrouted.getBytes(StandardCharsets.UTF_8));
            assertThat(amqp.take("dead-letter/" + TASK).text("reason")).isEqualTo("unrouted");
            amqp.take(ARCHIVE); // The route archives also what it has no other destination for.

            send(TASK, List.of(id, id));
            assertThat(routed()).isEqualTo(once(List.of(id)));
        }
    }

    @Test
    void an_event_that_goes_to_no_destination_is_known_too_when_the_program_was_killed() throws Exception {
        Files.writeString(Path.of(settings.get("stagedoor.routes")).resolve("techdocs-build.yaml"), """
                - route:
                    id: techdocs-build
                    from:
                      uri: amqp:queue:backstage/techdocs/build
                      steps:
                        - to: amqp:queue:held/builds
                """);
        byte[] build = Events.text("techdocs-build.json").getBytes(StandardCharsets.UTF_8);
        try (Program program = Program.run(folder, settings)) {
            amqp.send(BUILD, build);
            assertThat(amqp.take("held/builds").bytes()).isEqualTo(build);
            amqp.send(BUILD, build); // Of this one it is known when it has been committed.
            await().atMost(Duration.ofSeconds(20)).until(() -> program.output().contains("duplicate: channel="));
            program.kill();
        }
        amqp.send(BUILD, build);
        try (Program next = Program.run(folder, settings)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> next.output().contains("duplicate: channel="));
            byte[] other = new String(build, StandardCharsets.UTF_8)
                    .replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", Events.newId())
                    .getBytes(StandardCharsets.UTF_8);
            amqp.send(BUILD, other);
            assertThat(amqp.take("held/builds").bytes()).as(next.output()).isEqualTo(other);
            assertThat(amqp.takeAll(BUILD)).isEmpty();
        }
    }

    @Test
    void only_the_events_own_id_counts_and_only_on_one_channel_and_not_where_it_is_off() throws Exception {
        settings.put("stagedoor.routing.duplicates.off-for", "techdocsBuild");
        String id = ids(1).get(0);
        String build = Events.text("techdocs-build.json").replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", id);
        String nameless = Events.text("scaffolder-completed.json").replaceFirst("\"eventId\": *\"[^\"]*\",?", "");
        assertThat(nameless).doesNotContain("eventId");
        try (Program program = Program.run(folder, settings)) {
            for (int i = 0; i < 3; i++) {
                send(TASK, List.of(id));
                amqp.send(BUILD, build.getBytes(StandardCharsets.UTF_8));
                amqp.send(TASK, Message.create(nameless).messageId("the-same"));
            }
            amqp.awaitEmpty(BUILD);
            assertThat(routed()).isEqualTo(Map.of(id, 4, "the-same", 3));
        }
    }

    @Test
    void a_producer_that_sends_everything_twice_is_served_once_whoever_is_killed() throws Exception {
        List<String> ids = ids(2_000);
        int kills = 0;
        Program program = Program.run(folder, settings);
        for (int from = 0; from < ids.size(); from += 500) {
            List<String> part = ids.subList(from, from + 500);
            send(TASK, part);
            Program.pause(ThreadLocalRandom.current().nextInt(300));
            send(TASK, part);
            program.kill();
            kills++;
            program = Program.run(folder, settings);
            Program.pause(ThreadLocalRandom.current().nextInt(300));
        }
        Map<String, Integer> routed = routed();
        program.close();
        System.out.printf(
                "kill -9, everything sent twice: %d events, %d kills, %d routed%n", ids.size(), kills, routed.size());
        assertThat(routed).isEqualTo(once(ids));
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> Events.newId()).toList();
    }

    private void send(String channel, List<String> ids) throws Exception {
        amqp.sendAll(channel, messages(ids));
    }

    private static List<Message<byte[]>> messages(List<String> ids) {
        return ids.stream()
                .map(id -> Message.create(Events.task(id, "completed").getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** How often each event of {@link Events#TASK} was routed since this was asked last. */
    private Map<String, Integer> routed() {
        return routed(amqp);
    }

    private static Map<String, Integer> routed(Amqp client) {
        return count(client.routed(TASK, ARCHIVE));
    }

    private static Map<String, Integer> once(List<String> ids) {
        Map<String, Integer> once = new TreeMap<>();
        ids.forEach(id -> once.put(id, 1));
        return once;
    }

    private static Map<String, Integer> count(List<Amqp.Taken> taken) {
        Map<String, Integer> count = new TreeMap<>();
        taken.forEach(message -> count.merge(message.text("event_id"), 1, Integer::sum));
        return count;
    }
}
