package io.stagedoor.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attempts of one destination at this replica, in numbers: the last delivery, the last failure, and how many attempts
 * there were in each second of the last minute and in each minute of the last hour. Whether the destination is in trouble
 * is {@link DestinationHealth}. In memory; thread-safe.
 */
public final class RecentAttempts {

    private static final int SECONDS = 60;
    private static final int MINUTES = 60;

    /** Attempts per second are counted over as many whole seconds as what channels settle. */
    private static final int RATE_SECONDS = 30;

    /**
     * The attempts that ended in one minute.
     *
     * @param start of the minute
     * @param delivered attempts after which the event was delivered
     * @param failed all others
     * @param millis the sum of their durations
     * @param longest duration, ms
     */
    public record Minute(Instant start, long delivered, long failed, long millis, long longest) {

        private Minute with(boolean success, long took) {
            return new Minute(
                    start,
                    delivered + (success ? 1 : 0),
                    failed + (success ? 0 : 1),
                    millis + took,
                    Math.max(longest, took));
        }
    }

    /**
     * The last attempt that failed.
     *
     * @param error in words, without secrets
     */
    public record Failure(Instant at, String error) {}

    private final Clock clock;
    private final long[] seconds = new long[SECONDS];
    private final long[] counts = new long[SECONDS];
    private final Minute[] minutes = new Minute[MINUTES];
    private Instant delivered;
    private Failure failure;

    RecentAttempts(Clock clock) {
        this.clock = clock;
    }

    /** @param error null if the event was delivered */
    public synchronized void ended(String error, Duration took) {
        Instant now = clock.instant();
        if (error == null) {
            delivered = now;
        } else {
            failure = new Failure(now, error);
        }
        long second = now.getEpochSecond();
        int place = (int) (second % SECONDS);
        counts[place] = seconds[place] == second ? counts[place] + 1 : 1;
        seconds[place] = second;
        long minute = second / 60;
        Minute known = minutes[(int) (minute % MINUTES)];
        Instant start = Instant.ofEpochSecond(minute * 60);
        Minute current = known != null && known.start().equals(start) ? known : new Minute(start, 0, 0, 0, 0);
        minutes[(int) (minute % MINUTES)] = current.with(error == null, took.toMillis());
    }

    /**
     * Learns of an attempt from before the start. It changes only what is unknown; give the newest first.
     *
     * @param error null if the event was delivered
     */
    public synchronized void recall(Instant end, String error) {
        if (error == null && delivered == null) {
            delivered = end;
        } else if (error != null && failure == null) {
            failure = new Failure(end, error);
        }
    }

    /** When an attempt last delivered its event; empty if none is known. */
    public synchronized Optional<Instant> lastDelivered() {
        return Optional.ofNullable(delivered);
    }

    public synchronized Optional<Failure> lastFailure() {
        return Optional.ofNullable(failure);
    }

    /** Attempts that ended, on average of the last thirty whole seconds. */
    public synchronized double perSecond() {
        long now = clock.instant().getEpochSecond();
        long sum = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (seconds[i] < now && seconds[i] >= now - RATE_SECONDS) {
                sum += counts[i];
            }
        }
        return sum / (double) RATE_SECONDS;
    }

    /** Each minute of the last hour in which an attempt ended, the oldest first. */
    public synchronized List<Minute> lastHour() {
        Instant from = clock.instant().minus(Duration.ofMinutes(MINUTES));
        List<Minute> known = new ArrayList<>();
        for (Minute minute : minutes) {
            if (minute != null && minute.start().isAfter(from)) {
                known.add(minute);
            }
        }
        known.sort((one, other) -> one.start().compareTo(other.start()));
        return known;
    }
}
