package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.embedded.EmbeddedBroker;
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
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas with one folder for their archives, killed and started again while they write. */
class SharedArchiveIT {

    private static final int KILLS = 6;

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> settings = new HashMap<>();

    @Test
    void two_replicas_that_are_killed_while_they_write_leave_every_event_in_whole_lines() throws Exception {
        int port = FreePort.next();
        String url = "amqp://localhost:" + port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
                Receiver receiver = new Receiver();
                Stream stream = new Stream(url, 3_000, 3)) {
            settings.put("stagedoor.broker.url", url);
            settings.put("stagedoor.routes", Program.routes(folder, "1s").toString());
            settings.put("stagedoor.destination.my-service.url", receiver.url());
            Program[] replicas = {replica("pod-a"), replica("pod-b")};
            stream.start();
            for (int kill = 0; kill < KILLS; kill++) {
                Program.pause(ThreadLocalRandom.current().nextInt(300, 1_200));
                replicas[kill % 2].kill();
                replicas[kill % 2] = replica(kill % 2 == 0 ? "pod-a" : "pod-b");
            }
            stream.hurry();
            stream.join();
            await().until(() -> new TreeSet<>(archived()).containsAll(stream.accepted()));
            replicas[0].close();
            replicas[1].close();

            List<String> ids = archived();
            System.out.printf(
                    "shared archive: %d events accepted, %d kills, %d lines, %d repeated%n",
                    stream.accepted().size(), KILLS, ids.size(), ids.size() - new TreeSet<>(ids).size());
            assertThat(new TreeSet<>(ids)).containsExactlyInAnyOrderElementsOf(stream.accepted());
        }
    }

    @Test
    void a_second_program_with_the_same_name_does_not_start_and_says_what_to_set() throws Exception {
        int port = FreePort.next();
        settings.put("stagedoor.broker.url", "amqp://localhost:" + port);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
                Program first = Program.run(folder, settings)) {
            Program second = Program.start(folder, settings, "run");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output().lines().filter(line -> line.startsWith("stagedoor:")))
                    .singleElement()
                    .asString()
                    .contains("destinations/archive.yaml", "data/archive", "stagedoor.replica");
        }
    }

    private Program replica(String name) {
        return Program.replica(name, folder, settings);
    }

    /** The ids of all lines; fails if a line is torn. */
    private List<String> archived() throws Exception {
        Path archive = folder.resolve("data/archive").resolve(Events.TASK);
        if (!Files.exists(archive)) {
            return List.of();
        }
        try (var files = Files.list(archive)) {
            return files.flatMap(file -> Program.lines(file).stream())
                    .map(this::id)
                    .toList();
        }
    }

    private String id(String line) {
        try {
            return json.readTree(line)
                    .path("event")
                    .path("metadata")
                    .path("eventId")
                    .textValue();
        } catch (Exception torn) {
            throw new AssertionError("a torn line: " + line, torn);
        }
    }
}
