package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Management;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.Stream;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM in the middle of a stream of events, as Kubernetes stops a pod, and then the account. */
class StopIT {

    /** 128 + SIGTERM: a JVM that is asked to end says by whom, however well it ended. */
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @Test
    void a_stop_under_load_finishes_what_is_in_flight_loses_nothing_and_repeats_nothing() throws Exception {
        int brokerPort = FreePort.next();
        int port = FreePort.next();
        Management management = new Management(port);
        String url = "amqp://localhost:" + brokerPort;
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(folder.resolve("broker"), brokerPort, "artemis-config/broker.xml");
                Receiver receiver = new Receiver();
                Stream stream = new Stream(url, 1_500, 1)) {
            receiver.answers(request -> {
                Program.pause(700); // Longer than a stop that does not wait.
                return Answer.of(204);
            });
            Map<String, String> settings = new HashMap<>();
            settings.put("stagedoor.broker.url", url);
            settings.put("stagedoor.routes", Program.routes(folder, "1s").toString());
            settings.put("stagedoor.destination.my-service.url", receiver.url());
            settings.put("stagedoor.management.port", Integer.toString(port));

            Program first = Program.run(folder, settings);
            await().until(() -> management.up("ready"));
            stream.start();
            await().until(() -> receiver.requests().size() > 150);
            first.terminate();
            await().pollInterval(Duration.ofMillis(20)).until(() -> !management.up("ready"));
            assertThat(first.exitCode()).isEqualTo(TERMINATED);

            try (Program second = Program.run(folder, settings)) {
                stream.join();
                await().until(() -> receiver.ids().keySet().containsAll(stream.accepted())
                        && archived().size() >= stream.accepted().size());
            }
            assertThat(receiver.ids().values()).containsOnly(1);
            assertThat(receiver.ids().keySet()).containsExactlyInAnyOrderElementsOf(stream.accepted());
            assertThat(archived()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(stream.accepted());
        }
    }

    private List<String> archived() throws Exception {
        try (var files = Files.walk(folder.resolve("data/archive").resolve(Events.TASK))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            return all.stream()
                    .flatMap(file -> Program.lines(file).stream())
                    .map(line -> line.substring(7, 43))
                    .toList();
        }
    }
}
