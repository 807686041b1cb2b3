package io.stagedoor.delivery;

import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.queue.DeliveryOptions;
import io.stagedoor.watch.RepeatedLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.jboss.logmanager.Level;

/**
 * Logs one line for each attempt and for each change of a breaker, with all details; never the body, never a secret.
 * One for all destinations. Thread-safe.
 *
 * <p>It leaves lines out, and says how many: of a destination's deliveries all but {@value #DELIVERED_A_SECOND} a
 * second, because with thousands the log would cost as much as the signatures; of failures what {@link FailureLines}
 * leaves out. The metrics count them all.
 */
final class AttemptLog {

    /** How often what was left out is to be summed up. */
    static final Duration SUMMARY = Duration.ofSeconds(30);

    private static final int DELIVERED_A_SECOND = 20;

    private final Logger log = Logger.getLogger("io.stagedoor.delivery");
    private final Map<String, LineQuota> delivered = new ConcurrentHashMap<>();
    private final FailureLines failures =
            new FailureLines(outcome -> !List.of(Verdict.RETRIED, Verdict.HELD).contains(outcome));

    /**
     * Of faults of our own, of all destinations: what one lack does to three hundred of them is one thing to mend. Up to
     * a thousand causes: their texts may have addresses in them.
     */
    private final RepeatedLines faults = new RepeatedLines(Duration.ofMinutes(1), 1_000, System::nanoTime);

    /**
     * @param failure null when it succeeded
     * @param status of the answer by HTTP, null if there was none
     * @param trace the id of its trace, null if it has none
     */
    void write(Delivery delivery, Failure failure, Verdict verdict, Integer status, Duration took, String trace) {
        if (failure == null) {
            int leftOut = delivered
                    .computeIfAbsent(
                            delivery.destination(), name -> new LineQuota(DELIVERED_A_SECOND, Duration.ofSeconds(1)))
                    .ask(System.nanoTime());
            if (leftOut >= 0) {
                fields(delivery, null, verdict, status, took, trace)
                        .log(log, Level.INFO, "delivered", more(leftOut, "since the last line"));
            }
        } else if (failure.kind() == Failure.Kind.OURS) {
            faults.ask(failure.error()).ifPresent(before -> fields(delivery, failure, verdict, null, took, trace)
                    .log(
                            log,
                            Level.WARN,
                            "not delivered by a fault on our side, and tried again with no attempt lost:",
                            more(before, "attempts since the last such line")));
        } else if (failures.ask(delivery.destination(), verdict.outcome(), System.nanoTime())) {
            fields(delivery, failure, verdict, failure.status(), took, trace)
                    .log(log, Level.WARN, outcome(verdict), "");
        }
    }

    private static AttemptFields fields(
            Delivery delivery, Failure failure, Verdict verdict, Integer status, Duration took, String trace) {
        return new AttemptFields()
                .with("destination", delivery.destination())
                .with("event", delivery.eventId())
                .with("channel", delivery.channel())
                .with("attempt", delivery.attempts().made() + 1)
                .with("outcome", verdict.outcome())
                .with("status", status)
                .with("ms", took.toMillis())
                .with("trace", trace)
                .with("error", failure == null ? null : failure.error());
    }

    private static String more(int leftOut, String since) {
        return leftOut == 0 ? "" : " (and " + leftOut + " more " + since + ")";
    }

    /** Logs a message that somebody else put into the destination's queue, and that cannot be attempted. */
    void unreadable(DeliveryOptions options, Verdict.GiveUp dead) {
        if (failures.ask(options.destination(), dead.outcome(), System.nanoTime())) {
            new AttemptFields()
                    .with("destination", options.destination())
                    .with("queue", options.queue())
                    .with("outcome", dead.outcome())
                    .with("error", dead.deadLetter().error())
                    .log(log, Level.WARN, outcome(dead), "");
        }
    }

    /** Says what was left out since the last summary; nothing when nothing was. */
    void summarize() {
        failures.summary().forEach(line -> new AttemptFields().log(log, Level.WARN, line, ""));
    }

    void write(DeliveryOptions options, Breaker.Change change) {
        AttemptFields fields = new AttemptFields().with("destination", options.destination());
        if (change == Breaker.Change.OPENED) {
            String after = ": its events wait in " + options.queue() + ", and one of them is attempted in "
                    + options.breakerPause().toSeconds() + " s";
            fields.log(log, Level.WARN, "breaker opened", after);
        } else if (change == Breaker.Change.STAYED_OPEN) {
            fields.log(log, Level.DEBUG, "breaker stays open", ": the probe failed");
        } else if (change == Breaker.Change.CLOSED) {
            fields.log(log, Level.INFO, "breaker closed", ": the destination answers again");
        }
    }

    private static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Retry retry) {
            Duration delay = Duration.between(retry.attempts().lastFailure(), retry.due());
            return "failed, next attempt in " + delay.toSeconds() + " s:";
        }
        if (verdict instanceof Verdict.Hold) {
            return "the destination wants no more events, so this one stays in its queue:";
        }
        return "given up, now a dead letter:";
    }
}
