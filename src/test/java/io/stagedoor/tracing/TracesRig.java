package io.stagedoor.tracing;

import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Collector;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A program that exports traces, their collector, and the producer and the receiver of the events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TracesRig {

    static final String PRODUCER = "b7ad6b7169203331";
    static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    Collector collector;
    Receiver receiver;
    Program program;
    Amqp amqp;

    @BeforeAll
    void start() throws Exception {
        collector = new Collector();
        receiver = new Receiver();
        String port = Integer.toString(FreePort.next());
        program = Program.run(
                folder,
                Map.of(
                        "stagedoor.broker.embedded.port",
                        port,
                        "stagedoor.routes",
                        Program.routes(folder, "300ms,300ms").toString(),
                        "stagedoor.destination.my-service.url",
                        receiver.url() + "/hunter2",
                        "otel.exporter.otlp.endpoint",
                        collector.url(),
                        "otel.bsp.schedule.delay",
                        "100"));
        amqp = Amqp.inside(folder, "amqp://localhost:" + port);
    }

    @AfterAll
    void stop() {
        amqp.close();
        program.close();
        receiver.close();
        collector.close();
    }

    @AfterEach
    void receiverIsWellAgain() {
        receiver.answers(request -> Answer.of(204));
    }

    Request request(String id) {
        return await().atMost(LONG)
                .until(() -> receiver.requests(id), all -> !all.isEmpty())
                .get(0);
    }

    static Message<?> event(String id, String action, String trace, String flags) throws Exception {
        return Message.create(Events.task(id, action).getBytes(StandardCharsets.UTF_8))
                .property("traceparent", "00-" + trace + "-" + PRODUCER + "-" + flags);
    }

    static String newTrace() {
        return Events.newId().replace("-", "");
    }
}
