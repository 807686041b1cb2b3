package io.stagedoor.delivery.attempt;

import io.stagedoor.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The delays after failed attempts. If the attempt after the last delay fails, the event is a dead letter.
 *
 * @param delays in order; the first follows the first attempt
 */
public record RetrySchedule(List<Duration> delays) {

    /** The example schedule of Standard Webhooks: ten attempts in a little more than three days. */
    public static final String STANDARD_WEBHOOKS = "5s,5m,30m,2h,5h,10h,14h,20h,24h";

    /** The largest random addition, as a share of the delay: events that failed together are not retried together. */
    private static final double JITTER = 0.2;

    private static final Duration LONGEST = Duration.ofHours(24);

    /** The longest delay after faults on our side: it starts with the first delay and doubles. */
    private static final Duration LONGEST_AFTER_FAULT = Duration.ofMinutes(5);

    private static final Duration FIRST_AFTER_FAULT = Duration.ofSeconds(5);

    /**
     * @param text {@link DurationText durations} with a comma between them; empty for a single attempt
     * @throws IllegalArgumentException that names the wrong part
     */
    public static RetrySchedule parse(String text) {
        List<Duration> delays = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            delays.add(DurationText.parse(part.strip()));
        }
        return new RetrySchedule(List.copyOf(delays));
    }

    /**
     * The delay before the next attempt; empty after the last one.
     *
     * @param made finished attempts, at least 1
     * @param notBefore the delay that the destination asked for, or null; applies up to 24 h, and only if it is longer
     */
    Optional<Duration> next(int made, Duration notBefore, RandomGenerator random) {
        if (made > delays.size()) {
            return Optional.empty();
        }
        Duration jittered = jittered(delays.get(made - 1), random);
        if (notBefore == null) {
            return Optional.of(jittered);
        }
        Duration asked = notBefore.compareTo(LONGEST) > 0 ? LONGEST : notBefore;
        return Optional.of(asked.compareTo(jittered) > 0 ? asked : jittered);
    }

    /**
     * The delay before the next attempt after faults on our side, which use up no attempt.
     *
     * @param faults in a row, at least 1
     */
    Duration afterFaults(int faults, RandomGenerator random) {
        Duration wait = delays.isEmpty() ? FIRST_AFTER_FAULT : delays.get(0);
        for (int i = 1; i < faults && wait.compareTo(LONGEST_AFTER_FAULT) < 0 && !wait.isZero(); i++) {
            wait = wait.multipliedBy(2);
        }
        return jittered(wait.compareTo(LONGEST_AFTER_FAULT) > 0 ? LONGEST_AFTER_FAULT : wait, random);
    }

    private static Duration jittered(Duration wait, RandomGenerator random) {
        return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
    }
}
