package io.stagedoor.operator;

import java.time.Instant;

/**
 * Trouble that was seen.
 *
 * @param subject name of the destination, address of the channel, or the dead-letter queue
 * @param text one sentence for a person
 * @param since null if unknown
 * @param error the last one, null if there is none
 * @param count events or dead letters that it is about; for events that were exhausted, all since the start
 */
record Trouble(Kind kind, String subject, String text, Instant since, String error, Long count) {

    /** What makes it the same trouble at the next look. */
    record Key(Kind kind, String subject) {}

    Key key() {
        return new Key(kind, subject);
    }
}
