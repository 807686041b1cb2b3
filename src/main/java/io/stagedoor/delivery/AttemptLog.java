package io.stagedoor.delivery;

import java.time.Duration;
import org.jboss.logging.Logger;

/** One line an attempt and one a change of the breaker, with every fact; never the body, never a secret. */
final class AttemptLog {

    private AttemptLog() {}

    /** @param failure null when it succeeded */
    static void write(Logger log, Delivery delivery, Failure failure, Verdict verdict, Duration took) {
        if (failure == null && !log.isInfoEnabled()) {
            return;
        }
        String line = "destination=" + delivery.destination() + " event=" + delivery.eventId() + " channel="
                + delivery.channel() + " attempt=" + (delivery.attempts().made() + 1) + " ms=" + took.toMillis();
        if (failure == null) {
            log.info("delivered " + line);
        } else {
            log.warn(outcome(verdict) + " " + line + " status=" + failure.status() + " error=" + failure.error());
        }
    }

    static void write(Logger log, DeliveryOptions options, Breaker.Change change) {
        if (change == Breaker.Change.OPENED) {
            log.warnf(
                    "destination=%s: its breaker opened; its events wait in %s, and one of them is tried in %d s",
                    options.destination(),
                    options.queue(),
                    options.breakerPause().toSeconds());
        } else if (change == Breaker.Change.CLOSED) {
            log.infof("destination=%s: its breaker closed; it answers again", options.destination());
        }
    }

    private static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Retry retry) {
            return "failed, next attempt in " + retry.delay().toSeconds() + " s:";
        }
        if (verdict instanceof Verdict.Hold) {
            return "the destination wants no more events, so this one stays in its queue:";
        }
        return "given up, now a dead letter:";
    }
}
