package io.stagedoor.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts and times a destination's attempts, and shows the state of its breaker. */
public final class DestinationMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    /** From what nobody notices to what has waited for a person. */
    private static final Duration[] LATENCY_BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(6)
    };

    /** Values of the tag {@code since}: the moment from which the latency counts. */
    private static final String ACCEPTED = "accepted";

    private static final String TAKEN = "taken";

    private final Watch watch;
    private final String destination;
    private final Map<String, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();
    private final DeadLetterMeters dead;
    private final Timer duration;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * @param outcomes the words for outcomes of an attempt other than a dead letter
     * @param reasons the words for the reasons of its dead letters; they are outcomes too
     */
    public DestinationMeters(
            Watch watch,
            String destination,
            String deadLetterQueue,
            Collection<String> outcomes,
            Collection<String> reasons) {
        this.watch = watch;
        this.destination = destination;
        outcomes.forEach(this::counter);
        reasons.forEach(this::counter);
        dead = new DeadLetterMeters(watch.registry(), deadLetterQueue, reasons);
        duration = Timer.builder("stagedoor.attempt.duration")
                .description("From the start of an attempt to its outcome")
                .tag("destination", destination)
                .serviceLevelObjectives(BUCKETS)
                .register(watch.registry());
        latency(ACCEPTED);
        watch.gauge(
                "stagedoor.in.flight",
                "Attempts that have begun and not ended",
                inFlight::get,
                "destination",
                destination);
    }

    /** @param state gives the current one of the {@code states} */
    public void breaker(Collection<String> states, Supplier<String> state) {
        for (String each : states) {
            watch.gauge(
                    "stagedoor.breaker",
                    "1 for the state that the breaker is in",
                    () -> each.equals(state.get()) ? 1 : 0,
                    "destination",
                    destination,
                    "state",
                    each);
        }
    }

    public void begins() {
        inFlight.incrementAndGet();
    }

    public void ends(String outcome, Duration took) {
        inFlight.decrementAndGet();
        counter(outcome).increment();
        duration.record(took);
    }

    /**
     * Times an event that was delivered. Less than 0, by another clock, counts as 0.
     *
     * @param accepted when the broker accepted it; null if the broker did not say
     * @param taken when the routing stage took it
     */
    public void delivered(Instant accepted, Instant taken, Instant now) {
        Duration took = Duration.between(accepted == null ? taken : accepted, now);
        latency(accepted == null ? TAKEN : ACCEPTED).record(took.isNegative() ? Duration.ZERO : took);
    }

    /** Counts a dead letter after the broker has it. */
    public void dead(String reason) {
        dead.increment(reason, 1);
    }

    private Timer latency(String since) {
        return latencies.computeIfAbsent(since, word -> Timer.builder("stagedoor.delivery.latency")
                .description("From an event's acceptance by the broker to its delivery, retries included")
                .tag("destination", destination)
                .tag("since", word)
                .serviceLevelObjectives(LATENCY_BUCKETS)
                .register(watch.registry()));
    }

    private Counter counter(String outcome) {
        return attempts.computeIfAbsent(outcome, word -> Counter.builder("stagedoor.attempts")
                .description("Attempts that have ended")
                .tag("destination", destination)
                .tag("outcome", word)
                .register(watch.registry()));
    }
}
