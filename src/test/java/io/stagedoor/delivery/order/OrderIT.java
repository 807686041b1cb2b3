package io.stagedoor.delivery.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that asks for order, from the channel's queue to the receiver, with kill -9 and a second replica. */
public class OrderIT {

    private static final int TASKS = 8;
    private static final int EVENTS = 60;

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final List<String> sent = new ArrayList<>();
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private EmbeddedBroker broker;
    private Receiver receiver;
    private Map<String, String> settings;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        receiver = new Receiver();
        receiver.answers(request -> answer(request.id()));
        Path routes = Program.routes(folder, "300ms,".repeat(50) + "2s,".repeat(200) + "2s");
        Path destination = routes.resolve("destinations/my-service.yaml");
        Files.writeString(
                destination,
                Files.readString(destination)
                        .replaceFirst("parameters:", "parameters:\n        order: entity\n        breakerFailures: 0"));
        Path route = routes.resolve("scaffolder-task.yaml");
        // After the archive: the transaction has already sent something when the route fails.
        Files.writeString(route, Files.readString(route).replace("        - choice:\n            when:\n", """
                        - choice:
                            when:
                              - simple: "${variable.action} == 'failed'"
                                steps:
                                  - throwException:
                                      exceptionType: java.lang.IllegalStateException
                                      message: this route cannot
                """));
        settings = Map.of(
                "stagedoor.contract.assert-formats",
                "false",
                "stagedoor.broker.url",
                "amqp://localhost:" + port,
                "stagedoor.routes",
                routes.toString(),
                "stagedoor.destination.my-service.url",
                receiver.url());
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
        broker.close();
    }

    @Test
    void events_about_one_task_arrive_in_the_order_in_which_they_were_sent_whatever_fails_and_dies() throws Exception {
        Program first = Program.replica("first", folder, settings);
        send(0, EVENTS / 3);
        Program second = Program.replica("second", folder, settings);
        send(EVENTS / 3, 2 * EVENTS / 3);
        first.kill();
        send(2 * EVENTS / 3, EVENTS);
        Thread.sleep(1_000);
        Program third = Program.replica("third", folder, settings);
        second.kill();

        // Task 0 and 1 are held up by their fifth event; the other six flow.
        await().until(() -> delivered().size() == 2 * 5 + 6 * EVENTS);
        assertThat(delivered()).contains("task-0-4", "task-1-4").doesNotContain("task-0-6", "task-1-6");
        failing.clear();
        await().until(() -> delivered().size() == sent.size());
        third.close();
        try (Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.takeAll("dead-letter/" + Events.TASK)).hasSize(EVENTS / 20);
        }
        for (int task = 0; task < TASKS; task++) {
            String key = "task-" + task + "-";
            assertThat(delivered().stream().filter(id -> id.startsWith(key)))
                    .isEqualTo(sent.stream().filter(id -> id.startsWith(key)).toList());
        }
    }

    /**
     * Of two of the tasks every twentieth event fails for now; of a third there are some on which the route fails, and
     * which roll back all that is routed with them.
     */
    private void send(int from, int to) throws Exception {
        try (Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            for (int i = from; i < to; i++) {
                for (int task = 0; task < TASKS; task++) {
                    String id = "task-" + task + "-" + i;
                    if (task == 2 && i % 20 == 7) {
                        amqp.send(
                                Events.TASK,
                                event(task, "no" + id)
                                        .replace("completed", "failed")
                                        .getBytes(UTF_8));
                    }
                    sent.add(id);
                    if (task < 2 && i % 20 == 5) {
                        failing.add(id);
                    }
                    amqp.send(Events.TASK, event(task, id).getBytes(UTF_8));
                }
            }
        }
    }

    private static String event(int task, String id) {
        return "{\"topic\":\"scaffolder\",\"eventPayload\":{\"action\":\"completed\",\"taskId\":\"" + task
                + "\"},\"metadata\":{\"eventId\":\"" + id + "\"}}";
    }

    private Answer answer(String id) {
        if (failing.contains(id)) {
            return Answer.of(500);
        }
        delivered.add(id);
        return Answer.of(204);
    }

    /** In the order of their first delivery: what was delivered and not yet acknowledged at a kill comes again. */
    private List<String> delivered() {
        return List.copyOf(delivered).stream().distinct().toList();
    }
}
