package io.stagedoor.delivery.attempt;

import java.time.Duration;
import java.time.Instant;

/**
 * An attempt that has ended.
 *
 * @param failure null if it succeeded
 * @param exchanged by HTTP, null if it made no HTTP request
 */
public record Attempted(
        Delivery delivery, Instant start, Duration took, Verdict verdict, Failure failure, Exchanged exchanged) {

    /** When the next attempt is due; null if there is none. */
    public Instant due() {
        return verdict instanceof Verdict.Retry retry ? retry.due() : null;
    }
}
