package io.stagedoor.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Formats and parses times in message properties: RFC 3339, UTC, with milliseconds, such as {@code
 * 2026-11-26T16:03:39.120Z}.
 */
public final class Timestamp {

    private static final String SHAPE = "0000-00-00T00:00:00.000Z";

    private Timestamp() {}

    public static String of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** @return empty when the text is not a timestamp */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(fits(text) ? read(text) : Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    // A fast path: each delivered event has a timestamp, and the JDK's parser takes as long as signing.
    private static boolean fits(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char shape = SHAPE.charAt(i);
            char is = text.charAt(i);
            if (shape == '0' ? is < '0' || is > '9' : is != shape) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static Instant read(String text) {
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        long second = (number(text, 11, 13) * 60L + number(text, 14, 16)) * 60 + number(text, 17, 19);
        return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + second, number(text, 20, 23) * 1_000_000L);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
