package io.stagedoor.delivery.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** When the event happened, where it says so in a way that every receiver can read. */
final class EventTime {

    private static final String RFC_3339 =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)";

    private EventTime() {}

    /**
     * RFC 3339 with capital letters. Null for anything else, and also for what RFC 3339 allows and libraries do not read: a
     * leap second, or parts of a second of more than nine digits.
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
