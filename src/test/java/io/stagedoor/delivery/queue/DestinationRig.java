package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.delivery.DeliveryConsumer;
import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.RetrySchedule;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.delivery.order.OrderBy;
import io.stagedoor.testing.SettableClock;
import io.stagedoor.text.DurationText;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.junit.jupiter.api.AfterEach;

/** Consumes the queue of a destination; the test decides the results of attempts. */
abstract class DestinationRig extends DestinationQueueRig {

    static final long SLOW_MILLIS = 1_500;

    /** Longer than it takes to connect again on a busy machine. */
    private static final Duration LATE = Duration.ofSeconds(7);

    static final Failure BROKEN = Failure.retryable("broken");
    static final Failure GONE = new Failure(Failure.Kind.GONE, 410, "HTTP 410", null);

    final List<DeliveryWorker> workers = new ArrayList<>();
    final List<String> delivered = new CopyOnWriteArrayList<>();
    final List<String> attempted = new CopyOnWriteArrayList<>();
    final Set<String> failing = ConcurrentHashMap.newKeySet();
    /** When each attempt started. */
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
    /** Of the worker that began last. */
    Breaker breaker;

    final SettableClock clock = SettableClock.running();

    DestinationRig() {}

    DestinationRig(String destination) {
        super(destination);
    }

    @AfterEach
    public void stopWorkers() throws Exception {
        for (DeliveryWorker worker : workers) {
            worker.stop(Duration.ofSeconds(5));
        }
        answers.shutdownNow();
    }

    public DeliveryWorker work(DeliveryOptions options) {
        Breaker its = new Breaker(options.breakerFailures(), options.breakerPause(), Clock.systemUTC());
        breaker = its;
        DeliveryWorker worker = new DeliveryWorker(
                options,
                connector,
                its,
                clock,
                clock,
                (received, verdict) -> attempt(options, its, received, verdict),
                new Watch(new SimpleMeterRegistry()),
                meters(options));
        workers.add(worker);
        worker.start();
        return worker;
    }

    public static DestinationMeters meters(DeliveryOptions options) {
        return new DestinationMeters(
                new Watch(new SimpleMeterRegistry()), options.destination(), "", List.of(), List.of());
    }

    public void attempt(DeliveryOptions options, Breaker breaker, Received received, Consumer<Verdict> verdict) {
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

    public Verdict answer(DeliveryOptions options, Breaker breaker, Received received) {
        try {
            Delivery delivery = received.delivery(destination, Instant.now());
            String event = delivery.eventId();
            Failure result = failing.contains("") || failing.contains(event) ? failure : null;
            attempted.add(event); // From here on no change of what fails concerns this attempt.
            if (result == null) {
                mostAtFirstDelivery.compareAndSet(0, mostAtOnce.get());
                delivered.add(event);
                bodies.put(event, delivery.body().bytes());
            }
            breaker.record(result);
            return Verdict.of(delivery, result, options.schedule(), clock.instant(), new Random());
        } catch (ClientException e) {
            return DeliveryConsumer.unreadable(destination, e, Instant.now());
        }
    }

    private String idOf(Received received) {
        try {
            return received.delivery(destination, Instant.now()).eventId();
        } catch (ClientException e) {
            return "";
        }
    }

    /** Proves that nothing comes here: what is sent to another destination only now arrives there, tried twice. */
    void anotherDestinationIsServed() throws Exception {
        try (OneOfSeveral other = new OneOfSeveral("other", settings())) {
            other.failing.add("S1");
            other.work(other.options("50ms", 4, 0, "1s", null));
            other.send("S", 1);
            other.awaitResults("S1", 1);
            other.failing.clear();
            await().until(() -> other.delivered.contains("S1"));
        }
    }

    public DeliveryOptions options(String schedule, int window, int failures, String pause, String order) {
        return new DeliveryOptions(
                destination,
                RetrySchedule.parse(schedule.contains(",") ? schedule : (schedule + ",").repeat(99) + schedule),
                window,
                failures,
                DurationText.parse(pause),
                order == null ? null : OrderBy.parse(order));
    }

    /** Until so many attempts have their result. */
    void awaitResults(String event, int attempts) {
        await().until(() -> Collections.frequency(attempted, event) >= attempts);
    }

    /** Until so many attempts have begun. */
    void awaitAttempts(String event, int attempts) {
        await().until(() -> began.getOrDefault(event, List.of()).size() >= attempts);
    }

    /** @param back when the broker was there again. A delay that began anew with it would end {@code least} later. */
    void assertInTime(String event, Duration least, Duration most, Instant back) {
        List<Instant> all = began.get(event);
        assertThat(all).as(event).hasSizeGreaterThan(1);
        for (int i = 1; i < all.size(); i++) {
            Instant before = all.get(i - 1);
            Instant end = Collections.max(List.of(before.plus(most).plus(LATE), back.plus(LATE), back.plus(least)));
            assertThat(all.get(i)).as(event).isBetween(before.plus(least), end);
        }
    }

    public List<String> of(String key) {
        return List.copyOf(delivered).stream()
                .filter(event -> event.startsWith(key))
                .toList();
    }
}
