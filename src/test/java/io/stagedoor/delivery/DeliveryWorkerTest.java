package io.stagedoor.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.QueueManagement;
import io.stagedoor.broker.QueueState;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.Watch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination's queue on a real broker; what the attempts come to is the test's. Events are named A1, A2, B1, … */
class DeliveryWorkerTest {

    private static final String QUEUE = "deliver/x";
    private static final Failure BROKEN = Failure.retryable("broken");

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final List<DeliveryWorker> workers = new ArrayList<>();
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final List<String> attempted = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger mostAtFirstDelivery = new AtomicInteger();
    private final ScheduledExecutorService answers = Executors.newScheduledThreadPool(4);
    private volatile Failure failure = BROKEN;
    private volatile long answerMillis = 1;
    private int padding;
    private EmbeddedBroker broker;
    private AmqpConnector connector;

    @BeforeEach
    void start() throws Exception {
        startBroker();
        connector = new AmqpConnector(new BrokerSettings(
                AmqpUrl.parse("url", "amqp://localhost:" + port),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    @AfterEach
    void stop() throws Exception {
        for (DeliveryWorker worker : workers) {
            worker.stop(Duration.ofSeconds(5));
        }
        connector.close();
        broker.close();
        answers.shutdownNow();
    }

    @Test
    void while_the_breaker_is_open_events_wait_and_lose_no_attempts() throws Exception {
        failing.add("");
        work(options("200ms", 4, 3, "700ms", null));
        send("E", 50);
        await().until(() -> attempted.size() >= 3);
        int atOpening = quiet();
        assertThat(atOpening).isBetween(3, 7);
        // Probes, one in 700 ms.
        Thread.sleep(3_000);
        assertThat(attempted.size() - atOpening).isBetween(1, 6);

        failing.clear();
        await().until(() -> delivered.size() == 50);
        assertThat(attempted.size())
                .as("of 50 events, some failed before and at the probes")
                .isLessThan(50 + 7 + 8);
    }

    @Test
    void the_probe_is_one_attempt_and_after_its_success_the_window_is_open_again() throws Exception {
        failing.add("");
        work(options("50ms", 8, 3, "500ms", null));
        send("E", 60);
        await().until(() -> attempted.size() >= 3);
        quiet();
        failing.clear();
        answerMillis = 100;
        mostAtOnce.set(0);
        await().until(() -> !delivered.isEmpty());
        assertThat(mostAtFirstDelivery.get()).isEqualTo(1);
        await().until(() -> delivered.size() == 60);
        assertThat(mostAtOnce.get()).isEqualTo(8);
    }

    @Test
    void a_destination_that_is_gone_is_paused_and_its_events_stay_in_their_order_with_all_their_attempts()
            throws Exception {
        failure = new Failure(Failure.Kind.GONE, 410, "HTTP 410", null);
        failing.add("");
        DeliveryWorker worker = work(options("50ms", 4, 10, "1s", null));
        send("E", 20);
        await().until(() -> state().paused());
        int before = quiet();
        assertThat(before).isLessThanOrEqualTo(4);
        await().until(() -> state().messages() == 20);

        worker.stop(Duration.ofSeconds(5));
        broker.close();
        startBroker();
        failing.clear();
        attempted.clear();
        work(options("50ms", 1, 10, "1s", null));
        Thread.sleep(1_000);
        assertThat(attempted).as("a pause outlives a restart").isEmpty();

        try (QueueManagement management = management()) {
            management.resume(QUEUE);
        }
        await().until(() -> delivered.size() == 20);
        assertThat(delivered).isEqualTo(names("E", 1, 20));
    }

    @Test
    void a_failing_event_holds_up_its_own_entity_alone() throws Exception {
        failing.add("A3");
        work(options("300ms", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 10));
        await().until(() -> of("B").size() == 10);
        assertThat(of("A")).containsExactly("A1", "A2");
        assertThat(of("B")).isEqualTo(names("B", 1, 10));

        send("A", 11, 15);
        await().until(() -> Collections.frequency(attempted, "A3") >= 3);
        assertThat(of("A")).containsExactly("A1", "A2");
        failing.clear();
        await().until(() -> of("A").size() == 15);
        assertThat(of("A")).isEqualTo(names("A", 1, 15));
        assertThat(parked()).isZero();
    }

    @Test
    void what_is_parked_is_reached_too_when_the_broker_has_it_on_the_disk() throws Exception {
        failing.addAll(List.of("A1", "B1"));
        padding = 200_000;
        work(options("300ms", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 200)); // 80 MB: pages begin at 32.
        await().atMost(Duration.ofSeconds(60)).until(() -> parked() >= 398);
        workers.remove(0).stop(Duration.ofSeconds(5));
        broker.close();
        startBroker();
        failing.clear();
        work(options("300ms", 8, 0, "1s", "entity"));
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() >= 300);
        send(List.of("A201", "B201"));
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() == 402);
        assertThat(of("A")).isEqualTo(names("A", 1, 201));
        assertThat(of("B")).isEqualTo(names("B", 1, 201));
    }

    @Test
    void when_a_failing_event_is_given_up_those_behind_it_go_on() throws Exception {
        failing.add("A1");
        work(options("100ms,100ms", 8, 0, "1s", "entity"));
        send("A", 5);
        await().until(() -> of("A").size() == 4);
        assertThat(of("A")).isEqualTo(names("A", 2, 5));
        try (Amqp amqp = amqp()) {
            assertThat(amqp.take("dead-letter/" + QUEUE).text("event_id")).isEqualTo("A1");
        }
    }

    @Test
    void order_holds_under_random_failures_restarts_of_program_and_broker_and_a_second_replica() throws Exception {
        Random random = new Random(7);
        String schedule = "50ms,".repeat(60) + "50ms";
        work(options(schedule, 8, 0, "1s", "entity"));
        List<String> keys = List.of("A", "B", "C", "D", "E", "F");
        for (int round = 0; round < 8; round++) {
            failing.clear();
            for (String key : keys) {
                failing.add(key + (round * 20 + 1 + random.nextInt(20)));
            }
            send(mixed(keys, round * 20 + 1, round * 20 + 20));
            disturb(round, schedule);
        }
        failing.clear();
        await().atMost(Duration.ofSeconds(60)).until(() -> Set.copyOf(delivered).size() == 6 * 160);
        Map<String, List<String>> byKey = delivered.stream()
                .distinct() // What was delivered and not yet acknowledged when the connection went comes again.
                .collect(groupingBy(event -> event.substring(0, 1), mapping(Function.identity(), toList())));
        for (String key : keys) {
            assertThat(byKey.get(key)).isEqualTo(names(key, 1, 160));
        }
    }

    private void disturb(int round, String schedule) throws Exception {
        switch (round % 4) {
            case 0 -> Thread.sleep(300);
            case 1 -> {
                workers.remove(0).stop(Duration.ZERO);
                work(options(schedule, 8, 0, "1s", "entity"));
            }
            case 2 -> work(options(schedule, 8, 0, "1s", "entity"));
            default -> {
                broker.close();
                startBroker();
            }
        }
    }

    private DeliveryWorker work(DeliveryOptions options) {
        Breaker breaker = new Breaker(options.breakerFailures(), options.breakerPause(), Clock.systemUTC());
        DeliveryWorker worker = new DeliveryWorker(
                options,
                connector,
                breaker,
                Clock.systemUTC(),
                (received, verdict) -> attempt(options, breaker, received, verdict),
                new Watch(new SimpleMeterRegistry()),
                meters(options));
        workers.add(worker);
        worker.start();
        return worker;
    }

    private static DestinationMeters meters(DeliveryOptions options) {
        return new DestinationMeters(
                new Watch(new SimpleMeterRegistry()), options.destination(), "", List.of(), List.of());
    }

    private void attempt(DeliveryOptions options, Breaker breaker, Received received, Consumer<Verdict> verdict) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        answers.schedule(
                () -> {
                    atOnce.decrementAndGet();
                    verdict.accept(answer(options, breaker, received));
                },
                answerMillis,
                TimeUnit.MILLISECONDS);
    }

    private Verdict answer(DeliveryOptions options, Breaker breaker, Received received) {
        try {
            Delivery delivery = received.delivery("x", Instant.now());
            String event = delivery.eventId();
            attempted.add(event);
            Failure result = failing.contains("") || failing.contains(event) ? failure : null;
            if (result == null) {
                mostAtFirstDelivery.compareAndSet(0, mostAtOnce.get());
                delivered.add(event);
            }
            breaker.record(result);
            return Verdict.of(delivery, result, options.schedule(), Instant.now(), new Random());
        } catch (ClientException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of attempts, when no more come for half a second. */
    private int quiet() throws InterruptedException {
        int before = -1;
        while (before != attempted.size()) {
            before = attempted.size();
            Thread.sleep(400);
        }
        return before;
    }

    private static DeliveryOptions options(String schedule, int window, int failures, String pause, String order) {
        return new DeliveryOptions(
                "x",
                RetrySchedule.parse(schedule.contains(",") ? schedule : (schedule + ",").repeat(99) + schedule),
                window,
                failures,
                RetrySchedule.delay(pause),
                order == null ? null : OrderBy.parse(order));
    }

    private void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
    }

    private List<String> of(String key) {
        return List.copyOf(delivered).stream()
                .filter(event -> event.startsWith(key))
                .toList();
    }

    private static List<String> names(String key, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            names.add(key + i);
        }
        return names;
    }

    /** A1, B1, A2, B2, … */
    private static List<String> mixed(List<String> keys, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            for (String key : keys) {
                names.add(key + i);
            }
        }
        return names;
    }

    private void send(String key, int count) throws Exception {
        send(key, 1, count);
    }

    private void send(String key, int first, int last) throws Exception {
        send(names(key, first, last));
    }

    private void send(List<String> names) throws Exception {
        try (Amqp amqp = amqp()) {
            for (String name : names) {
                String body = "{\"eventPayload\":{\"taskId\":\"" + name.charAt(0) + "\"}}" + " ".repeat(padding);
                amqp.send(
                        QUEUE,
                        Message.create(body.getBytes(StandardCharsets.UTF_8))
                                .property("stagedoor_event_id", name)
                                .property("stagedoor_channel", "backstage/scaffolder/task"));
            }
        }
    }

    private Amqp amqp() throws Exception {
        return new Amqp("amqp://localhost:" + port, null, null);
    }

    private QueueState state() throws Exception {
        return state(QUEUE);
    }

    private long parked() throws Exception {
        long sum = 0;
        try (QueueManagement management = management()) {
            for (String queue : management.queues()) {
                if (queue.startsWith(QUEUE + "/parked/")) {
                    sum += management.ask(queue).orElseThrow().messages();
                }
            }
        }
        return sum;
    }

    private QueueState state(String queue) throws Exception {
        try (QueueManagement management = management()) {
            return management.ask(queue).orElseThrow();
        }
    }

    private QueueManagement management() throws Exception {
        return new QueueManagement(connector.open(), Duration.ofSeconds(5));
    }
}
