package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program itself runs out of is held against no receiver, and costs no event an attempt. */
class OwnFaultsIT {

    private static final int EVENTS = 40;

    /** The three standard streams: however many files are open, and whichever close, no new one opens. */
    private static final int NONE_FREE = 3;

    private static final int ENOUGH = 4096;

    @TempDir
    Path folder;

    @Test
    void without_free_files_no_breaker_opens_and_afterwards_every_event_arrives_at_its_first_attempt()
            throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit, of util-linux, is not there");
        String port = Integer.toString(FreePort.next());
        try (Receiver receiver = new Receiver();
                JavaProcess program = JavaProcess.stagedoor(
                        folder,
                        Path.of("target/programs/own-faults.log"),
                        List.of("-Xmx512m"),
                        settings(port, receiver.url(), "1s,1s"))) {
            receiver.answers(request -> new Receiver.Answer(204, Map.of("Connection", "close"), ""));
            program.await("Stagedoor runs", Duration.ofMinutes(2));
            try (Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
                // The routing stage has its connections to the broker by then.
                send(amqp);
                await().until(() -> receiver.ids().size() == EVENTS);
                limitFiles(program, NONE_FREE);
                send(amqp);
                await().until(() -> program.output().contains("destination=my-service")
                        && program.output().contains("Too many open files"));
                assertThat(receiver.requests()).hasSizeLessThan(2 * EVENTS);
                limitFiles(program, ENOUGH);

                await().until(() -> receiver.ids().size() == 2 * EVENTS);
            }
            assertThat(receiver.requests()).hasSize(2 * EVENTS);
            assertThat(program.output())
                    .doesNotContain("breaker opened")
                    .doesNotContain("attempt=2")
                    .doesNotContain("dead letter");
            assertThat(program.output().lines().filter(line -> line.contains("a fault on our side")))
                    .as("one line for each cause, not for each attempt")
                    .hasSizeLessThan(EVENTS / 2);
        }
    }

    private static void send(Amqp amqp) throws Exception {
        for (int i = 0; i < EVENTS; i++) {
            amqp.send(Events.TASK, Events.task(Events.newId(), "completed").getBytes());
        }
    }

    private Map<String, String> settings(String port, String url, String schedule) {
        Map<String, String> settings = new HashMap<>();
        settings.put("stagedoor.routes", Program.routes(folder, schedule).toString());
        settings.put("stagedoor.broker.embedded.port", port);
        settings.put("stagedoor.destination.my-service.url", url);
        return settings;
    }

    private static void limitFiles(JavaProcess program, int soft) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("/usr/bin/prlimit", "--pid", "" + program.pid(), "--nofile=" + soft + ":")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }
}
