package io.stagedoor.page.present;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.page.view.Attempts;
import java.time.Instant;

/** An attempt as a row of a table. */
final class AttemptWords {

    private static final String DELIVERED = "delivered";
    private static final String RETRIED = "retried";
    private static final String HELD = "held";

    private AttemptWords() {}

    /** {@code good}, {@code warn} if it is tried again, or {@code bad}. */
    static String level(AttemptRecord attempt) {
        return switch (attempt.outcome()) {
            case DELIVERED -> "good";
            case RETRIED, HELD -> "warn";
            default -> "bad";
        };
    }

    /** @param current whether the page is about this one */
    static Attempts.Row row(AttemptRecord attempt, Instant now, boolean current) {
        return new Attempts.Row(
                Paths.attempt(attempt.id()),
                Words.time(attempt.start(), now),
                level(attempt),
                Words.foreign(attempt.outcome()),
                Words.foreign(attempt.destination()),
                Words.foreign(attempt.event().id()),
                Words.shortId(attempt.event().id()),
                Paths.event(attempt.event().id()),
                Words.foreign(attempt.event().subject()),
                Integer.toString(attempt.attempt()),
                attempt.status() == null ? "–" : attempt.status().toString(),
                Words.took(attempt.duration()),
                Words.foreign(attempt.error()),
                current);
    }
}
