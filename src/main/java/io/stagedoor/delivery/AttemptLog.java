package io.stagedoor.delivery;

import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.queue.DeliveryOptions;
import io.stagedoor.watch.RepeatedLines;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Logs one line for each attempt of a destination and for each change of its breaker, with all details; never the body,
 * never a secret.
 *
 * <p>It logs at most {@value #DELIVERED_A_SECOND} deliveries a second: with thousands, the log would cost as much as
 * the signatures. The metrics count them all.
 */
final class AttemptLog {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");
    private static final int DELIVERED_A_SECOND = 20;

    private final LineQuota quota = new LineQuota(DELIVERED_A_SECOND);
    private final RepeatedLines faults;

    /** @param faults of our own, of all destinations: what one lack does to three hundred of them is one thing to mend */
    AttemptLog(RepeatedLines faults) {
        this.faults = faults;
    }

    /** @param failure null when it succeeded */
    void write(Delivery delivery, Failure failure, Verdict verdict, Duration took) {
        int leftOut = failure == null ? quota.ask(System.nanoTime()) : 0;
        if (leftOut < 0) {
            return;
        }
        String line = "destination=" + delivery.destination() + " event=" + delivery.eventId() + " channel="
                + delivery.channel() + " attempt=" + (delivery.attempts().made() + 1) + " ms=" + took.toMillis();
        if (failure == null) {
            LOG.info("delivered " + line + (leftOut == 0 ? "" : " (and " + leftOut + " more since the last line)"));
        } else if (failure.kind() == Failure.Kind.OURS) {
            faults.ask(failure.error())
                    .ifPresent(before -> LOG.warnf(
                            "not delivered by a fault on our side, and tried again with no attempt lost: %s error=%s%s",
                            line,
                            failure.error(),
                            before == 0 ? "" : " (and " + before + " more attempts since the last such line)"));
        } else {
            LOG.warn(outcome(verdict) + " " + line + " status=" + failure.status() + " error=" + failure.error());
        }
    }

    /** Logs a message that somebody else put into the destination's queue, and that cannot be attempted. */
    void unreadable(DeliveryOptions options, Verdict.GiveUp dead) {
        LOG.warnf(
                "given up, now a dead letter: destination=%s queue=%s error=%s",
                options.destination(), options.queue(), dead.deadLetter().error());
    }

    void write(DeliveryOptions options, Breaker.Change change) {
        if (change == Breaker.Change.OPENED) {
            LOG.warnf(
                    "destination=%s: its breaker opened; its events wait in %s, and one of them is attempted in %d s",
                    options.destination(),
                    options.queue(),
                    options.breakerPause().toSeconds());
        } else if (change == Breaker.Change.CLOSED) {
            LOG.infof("destination=%s: its breaker closed; the destination answers again", options.destination());
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
