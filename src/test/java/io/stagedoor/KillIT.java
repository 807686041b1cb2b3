package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.Stream;
import io.stagedoor.testing.receiver.Receiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in the middle of a stream of events, again and again, and then the account: every event that the broker
 * accepted stands where it belongs.
 */
class KillIT {

    private static final int KILLS = 8;

    @TempDir
    Path folder;

    /**
     * The program alone is killed. Nobody works the destination queues meanwhile: each event must stand exactly once on
     * each queue that its route names, because the hand-off is one transaction.
     */
    @Test
    void the_hand_off_from_channel_to_destination_queues_loses_nothing_and_repeats_nothing() throws Exception {
        int port = FreePort.next();
        String url = "amqp://localhost:" + port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
                Stream stream = new Stream(url, 6_000, 4)) {
            Path routes = Program.heldRoutes(folder);
            Map<String, String> settings = Map.of("stagedoor.broker.url", url, "stagedoor.routes", routes.toString());
            try (Program last = killWhile(stream, settings);
                    Amqp amqp = new Amqp(url, null, null)) {
                Map<String, Integer> archive = count(amqp.routed(Events.TASK, "held/archive"));
                Map<String, Integer> service = count(amqp.takeEverything("held/my-service"));
                report("hand-off", stream.accepted(), KILLS, archive);
                assertThat(archive.keySet()).containsExactlyInAnyOrderElementsOf(stream.accepted());
                assertThat(service.keySet()).containsExactlyInAnyOrderElementsOf(stream.accepted());
                assertThat(archive.values()).containsOnly(1);
                assertThat(service.values()).containsOnly(1);
                assertThat(amqp.takeAll("dead-letter/" + Events.TASK)).isEmpty();
            }
        }
    }

    /** Program and broker are one process here; the archive must have every event, in whole lines. */
    @Test
    void with_the_broker_inside_every_accepted_event_reaches_the_archive_in_whole_lines() throws Exception {
        int port = FreePort.next();
        Map<String, String> settings = new HashMap<>();
        settings.put("stagedoor.broker.embedded.port", Integer.toString(port));
        settings.put("stagedoor.routes", Program.routes(folder, "1s").toString());
        try (Receiver receiver = new Receiver();
                Stream stream = new Stream("amqp://localhost:" + port, 4_000, 0)) {
            settings.put("stagedoor.destination.my-service.url", receiver.url());
            try (Program last = killWhile(stream, settings)) {
                await().untilAsserted(() -> assertThat(archived().keySet()).containsAll(stream.accepted()));
                report("archive, with the embedded broker", stream.accepted(), KILLS, archived());
                await().untilAsserted(() -> assertThat(receiver.ids().keySet()).containsAll(stream.accepted()));
                report("webhook, with the embedded broker", stream.accepted(), KILLS, receiver.ids());
                assertThat(last.output()).doesNotContain("dead letter");
            }
        }
    }

    /** Kills one program after the other; the last one takes what the stream still has, and goes on. */
    private Program killWhile(Stream stream, Map<String, String> settings) throws Exception {
        stream.start();
        for (int kill = 0; kill < KILLS; kill++) {
            Program program = Program.run(folder, settings);
            Thread.sleep(ThreadLocalRandom.current().nextInt(100, 1_500));
            program.kill();
        }
        System.out.printf(
                "kill -9: %d events accepted between the kills%n",
                stream.accepted().size());
        stream.hurry();
        Program last = Program.run(folder, settings);
        stream.join();
        return last;
    }

    private Map<String, Integer> archived() throws Exception {
        Map<String, Integer> ids = new TreeMap<>();
        Path archive = folder.resolve("data/archive/" + Events.TASK);
        if (!Files.exists(archive)) {
            return ids;
        }
        try (var files = Files.list(archive)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (String line :
                        text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                    assertThat(line).startsWith("{\"id\":\"").endsWith("}");
                    ids.merge(line.substring(7, 43), 1, Integer::sum);
                }
            }
        }
        return ids;
    }

    private static Map<String, Integer> count(List<Amqp.Taken> taken) {
        return taken.stream()
                .collect(Collectors.toMap(
                        message -> message.text("event_id"), message -> 1, Integer::sum, TreeMap::new));
    }

    private static void report(String what, Set<String> accepted, int kills, Map<String, Integer> found) {
        long lost = accepted.stream().filter(id -> !found.containsKey(id)).count();
        long repeated = found.values().stream().filter(times -> times > 1).count();
        System.out.printf(
                "kill -9, %s: %d events accepted, %d kills, %d lost, %d repeated%n",
                what, accepted.size(), kills, lost, repeated);
    }
}
