package io.stagedoor.history.read;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.segment.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place between two pages: the id of the last record of the first one, which nobody should read as such. */
final class Cursor {

    private Cursor() {}

    static String after(AttemptRecord last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.id().getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException for a text that no page has given */
    static RecordId parse(String cursor) {
        try {
            return RecordId.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "this is not a cursor of the delivery history: begin without one, and use what the page before"
                            + " gave",
                    e);
        }
    }
}
