package io.stagedoor.contract.dialect;

import java.time.YearMonth;

/**
 * Checks dates and times of RFC 3339, section 5.6: fractions of any length, {@code -00:00} for an unknown offset,
 * letters in either case, a leap second where one is possible (section 5.7).
 */
final class Rfc3339 {
    private static final int DATE = "2026-11-29".length();
    private static final int SECONDS = "20:45:00".length();
    private static final int DAY_MINUTES = 24 * 60;
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private Rfc3339() {}

    static boolean isDateTime(String text) {
        return text.length() > DATE
                && (text.charAt(DATE) | 0x20) == 't'
                && isDate(text.substring(0, DATE))
                && isTime(text.substring(DATE + 1));
    }

    static boolean isDate(String text) {
        if (text.length() != DATE || !shaped(text, "0000-00-00")) {
            return false;
        }
        int month = number(text, 5);
        int day = number(text, 8);
        return month >= 1
                && month <= 12
                && day >= 1
                && day
                        <= YearMonth.of(number(text, 0) * 100 + number(text, 2), month)
                                .lengthOfMonth();
    }

    static boolean isTime(String text) {
        if (!shaped(text, "00:00:00")) {
            return false;
        }
        int end = SECONDS;
        if (end < text.length() && text.charAt(end) == '.') {
            do {
                end++;
            } while (end < text.length() && digit(text.charAt(end)));
            if (end == SECONDS + 1) {
                return false;
            }
        }
        int offset = offset(text.substring(end));
        int hour = number(text, 0);
        int minute = number(text, 3);
        int second = number(text, 6);
        return hour < 24
                && minute < 60
                && offset != NO_OFFSET
                && (second < 60 || second == 60 && isLastOfDay(hour * 60 + minute - offset));
    }

    // Leap seconds are inserted at the end of a day, in UTC.
    private static boolean isLastOfDay(int minutesUtc) {
        return Math.floorMod(minutesUtc, DAY_MINUTES) == DAY_MINUTES - 1;
    }

    /** The offset in minutes; {@link #NO_OFFSET} when the text is not an offset. */
    private static int offset(String text) {
        if (text.equals("Z") || text.equals("z")) {
            return 0;
        }
        boolean positive = text.startsWith("+");
        if (!positive && !text.startsWith("-") || text.length() != 6 || !shaped(text.substring(1), "00:00")) {
            return NO_OFFSET;
        }
        int hours = number(text, 1);
        int minutes = number(text, 4);
        if (hours >= 24 || minutes >= 60) {
            return NO_OFFSET;
        }
        return positive ? hours * 60 + minutes : -hours * 60 - minutes;
    }

    /** Whether the text begins with this shape: a digit for each 0, and otherwise the same characters. */
    private static boolean shaped(String text, String shape) {
        if (text.length() < shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char is = text.charAt(i);
            if (shape.charAt(i) == '0' ? !digit(is) : is != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean digit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }
}
