package io.stagedoor.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.QueueManagement;
import io.stagedoor.broker.QueueState;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.event.Bundle;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.SettableClock;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.Watch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A destination's queue on a real broker; what the attempts come to is the test's. Events are named A1, A2, B1, … */
abstract class DestinationRig {

    static final String QUEUE = "deliver/x";
    static final long SLOW_MILLIS = 1_500;

    /** Of rounds with random disturbances: so many attempts that none is given up. */
    static final String OFTEN = "50ms,".repeat(60) + "50ms";

    static final List<String> ENTITIES = List.of("A", "B", "C", "D", "E", "F");
    static final Failure BROKEN = Failure.retryable("broken");
    static final Failure GONE = new Failure(Failure.Kind.GONE, 410, "HTTP 410", null);

    @TempDir
    Path folder;

    final int port = FreePort.next();
    final List<DeliveryWorker> workers = new ArrayList<>();
    final List<String> delivered = new CopyOnWriteArrayList<>();
    final List<String> attempted = new CopyOnWriteArrayList<>();
    final Set<String> failing = ConcurrentHashMap.newKeySet();
    /** When each attempt began. */
    final Map<String, List<Instant>> began = new ConcurrentHashMap<>();

    final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    final Set<String> slow = ConcurrentHashMap.newKeySet();

    /** Events that are answered when the test says so. */
    final Map<String, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final AtomicInteger mostAtFirstDelivery = new AtomicInteger();
    final ScheduledExecutorService answers = Executors.newScheduledThreadPool(4);
    volatile Failure failure = BROKEN;
    volatile long answerMillis = 1;
    int padding;
    final SettableClock clock = SettableClock.running();
    EmbeddedBroker broker;
    AmqpConnector connector;

    @BeforeEach
    void startAll() throws Exception {
        startBroker();
        connector = TestBroker.connector("amqp://localhost:" + port);
    }

    @AfterEach
    void stopAll() throws Exception {
        for (DeliveryWorker worker : workers) {
            worker.stop(Duration.ofSeconds(5));
        }
        connector.close();
        broker.close();
        answers.shutdownNow();
    }

    DeliveryWorker work(DeliveryOptions options) {
        Breaker breaker = new Breaker(options.breakerFailures(), options.breakerPause(), Clock.systemUTC());
        DeliveryWorker worker = new DeliveryWorker(
                options,
                connector,
                breaker,
                clock,
                (received, verdict) -> attempt(options, breaker, received, verdict),
                new Watch(new SimpleMeterRegistry()),
                meters(options));
        workers.add(worker);
        worker.start();
        return worker;
    }

    static DestinationMeters meters(DeliveryOptions options) {
        return new DestinationMeters(
                new Watch(new SimpleMeterRegistry()), options.destination(), "", List.of(), List.of());
    }

    void attempt(DeliveryOptions options, Breaker breaker, Received received, Consumer<Verdict> verdict) {
        String event = idOf(received);
        began.computeIfAbsent(event, first -> new CopyOnWriteArrayList<>()).add(Instant.now());
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        Runnable answer = () -> {
            atOnce.decrementAndGet();
            verdict.accept(answer(options, breaker, received));
        };
        long millis = slow.contains(event) ? SLOW_MILLIS : answerMillis;
        held.getOrDefault(event, CompletableFuture.completedFuture(null))
                .thenRun(() -> answers.schedule(answer, millis, TimeUnit.MILLISECONDS));
    }

    Verdict answer(DeliveryOptions options, Breaker breaker, Received received) {
        try {
            Delivery delivery = received.delivery("x", Instant.now());
            String event = delivery.eventId();
            attempted.add(event);
            Failure result = failing.contains("") || failing.contains(event) ? failure : null;
            if (result == null) {
                mostAtFirstDelivery.compareAndSet(0, mostAtOnce.get());
                delivered.add(event);
                bodies.put(event, delivery.body().bytes());
            }
            breaker.record(result);
            return Verdict.of(delivery, result, options.schedule(), Instant.now(), new Random());
        } catch (ClientException e) {
            return DeliveryConsumer.unreadable("x", e, Instant.now());
        }
    }

    private static String idOf(Received received) {
        try {
            return received.delivery("x", Instant.now()).eventId();
        } catch (ClientException e) {
            return "";
        }
    }

    /** The number of attempts, when no more come for half a second. */
    int quiet() throws InterruptedException {
        int before = -1;
        while (before != attempted.size()) {
            before = attempted.size();
            Thread.sleep(400);
        }
        return before;
    }

    static DeliveryOptions options(String schedule, int window, int failures, String pause, String order) {
        return new DeliveryOptions(
                "x",
                RetrySchedule.parse(schedule.contains(",") ? schedule : (schedule + ",").repeat(99) + schedule),
                window,
                failures,
                RetrySchedule.delay(pause),
                order == null ? null : OrderBy.parse(order));
    }

    void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
    }

    List<String> of(String key) {
        return List.copyOf(delivered).stream()
                .filter(event -> event.startsWith(key))
                .toList();
    }

    static List<String> names(String key, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            names.add(key + i);
        }
        return names;
    }

    /** Of the 20 events that each key has in a round. */
    void failOneOfEach(List<String> keys, int round, Random random) {
        failing.clear();
        for (String key : keys) {
            failing.add(key + (round * 20 + 1 + random.nextInt(20)));
        }
    }

    /** A1, B1, A2, B2, … */
    static List<String> mixed(List<String> keys, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            for (String key : keys) {
                names.add(key + i);
            }
        }
        return names;
    }

    void send(String key, int count) throws Exception {
        send(key, 1, count);
    }

    void send(String key, int first, int last) throws Exception {
        send(names(key, first, last));
    }

    void send(List<String> names) throws Exception {
        try (Amqp amqp = amqp()) {
            for (String name : names) {
                amqp.send(
                        QUEUE,
                        Message.create(body(name))
                                .property("stagedoor_event_id", name)
                                .property("stagedoor_channel", "backstage/scaffolder/task"));
            }
        }
    }

    Amqp amqp() throws Exception {
        return new Amqp("amqp://localhost:" + port, null, null);
    }

    QueueState state() throws Exception {
        return state(QUEUE);
    }

    long parked() throws Exception {
        long sum = 0;
        try (QueueManagement management = management()) {
            for (String queue : parkedQueues(management)) {
                sum += management.ask(queue).orElseThrow().messages();
            }
        }
        return sum;
    }

    List<String> parkedQueues() throws Exception {
        try (QueueManagement management = management()) {
            return parkedQueues(management);
        }
    }

    private static List<String> parkedQueues(QueueManagement management) throws Exception {
        return management.queues().stream()
                .filter(queue -> queue.startsWith(QUEUE + "/parked/"))
                .toList();
    }

    QueueState state(String queue) throws Exception {
        try (QueueManagement management = management()) {
            return management.ask(queue).orElseThrow();
        }
    }

    QueueManagement management() throws Exception {
        return new QueueManagement(connector.open(), Duration.ofSeconds(5));
    }

    byte[] body(String name) {
        return ("{\"eventPayload\":{\"taskId\":\"" + name.charAt(0) + "\"}}" + " ".repeat(padding))
                .getBytes(StandardCharsets.UTF_8);
    }

    void sendBundle(List<String> names) throws Exception {
        List<Bundle.Member> members = names.stream()
                .map(name -> new Bundle.Member(
                        Map.of("stagedoor_event_id", name, "stagedoor_channel", "backstage/scaffolder/task"),
                        body(name)))
                .toList();
        sendBundle(Bundle.write(members), members.size());
    }

    void sendBundle(byte[] body, Object events) throws Exception {
        try (Amqp amqp = amqp()) {
            amqp.send(QUEUE, Message.create(body).property("stagedoor_events", events));
        }
    }

    void disturb(int round) throws Exception {
        switch (round % 4) {
            case 0 -> Thread.sleep(300);
            case 1 -> {
                workers.remove(0).stop(Duration.ZERO);
                work(options(OFTEN, 8, 0, "1s", "entity"));
            }
            case 2 -> work(options(OFTEN, 8, 0, "1s", "entity"));
            default -> {
                broker.close();
                startBroker();
            }
        }
    }

    void resume() throws Exception {
        try (QueueManagement management = management()) {
            management.resume(QUEUE);
        }
    }
}
