package io.stagedoor.routing.duplicates;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** An event that is sent again is routed once, though program or broker was killed between. */
public class DuplicatesKillIT extends DuplicatesRig {

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
            await().until(() -> program.output().contains("duplicate: channel="));
            program.kill();
        }
        amqp.send(BUILD, build);
        try (Program next = Program.run(folder, settings)) {
            await().until(() -> next.output().contains("duplicate: channel="));
            byte[] other = new String(build, StandardCharsets.UTF_8)
                    .replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", Events.newId())
                    .getBytes(StandardCharsets.UTF_8);
            amqp.send(BUILD, other);
            assertThat(amqp.take("held/builds").bytes()).as(next.output()).isEqualTo(other);
            assertThat(amqp.takeAll(BUILD)).isEmpty();
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
}
