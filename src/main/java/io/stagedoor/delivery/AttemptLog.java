package io.stagedoor.delivery;

import java.time.Duration;
import org.jboss.logging.Logger;

/** One line an attempt, with every fact about it; never the body, never a secret. */
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

    private static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Retry retry) {
            return "failed, next attempt in " + retry.delay().toSeconds() + " s:";
        }
        return "given up, now a dead letter:";
    }
}
