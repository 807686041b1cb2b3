package io.stagedoor.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the new dead letters of one dead-letter queue, by reason. */
final class DeadLetterMeters {

    private final MeterRegistry registry;
    private final String queue;
    private final Map<String, Counter> reasons = new ConcurrentHashMap<>();

    /** @param usual reasons that have a counter with 0 from the start */
    DeadLetterMeters(MeterRegistry registry, String queue, Collection<String> usual) {
        this.registry = registry;
        this.queue = queue;
        usual.forEach(this::counter);
    }

    void increment(String reason, int events) {
        counter(reason).increment(events);
    }

    private Counter counter(String reason) {
        return reasons.computeIfAbsent(reason, word -> Counter.builder("stagedoor.dead.letters")
                .description("Events that became dead letters")
                .tag("queue", queue)
                .tag("reason", word)
                .register(registry));
    }
}
