package io.stagedoor.delivery.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads when the event happened, if every receiver can read the time. */
final class EventTime {

    private static final String RFC_3339 =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)";

    private EventTime() {}

    /**
     * RFC 3339 with capital letters. Null for anything else, and for times that RFC 3339 allows but libraries do not
     * read: a leap second, or a fraction of a second with more than nine digits.
     */
    static String of(JsonNode timestamp) {
        String text = timestamp.asText("").toUpperCase(Locale.ROOT);
        if (!timestamp.isTextual() || !text.matches(RFC_3339)) {
            return null;
        }
        try {
            OffsetDateTime.parse(text);
            return text;
        } catch (DateTimeParseException noSuchDay) {
            return null;
        }
    }
}
