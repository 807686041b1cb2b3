package io.stagedoor.contract.regex;

import java.util.regex.PatternSyntaxException;

/** The reading position in the text of a regular expression, in code points. */
final class Cursor {
    static final int END = -1;

    private final String text;
    private final int[] points;
    private int at;

    Cursor(String text) {
        this.text = text;
        this.points = text.codePoints().toArray();
    }

    int peek() {
        return at < points.length ? points[at] : END;
    }

    int next() {
        int point = peek();
        at++;
        return point;
    }

    /** Moves past the expected text if it is next. */
    boolean take(String expected) {
        boolean found = startsWith(expected);
        at += found ? expected.length() : 0;
        return found;
    }

    /** The text before the next {@code end}, which it moves past; null, without moving, if there is none. */
    String upTo(char end) {
        for (int i = at; i < points.length; i++) {
            if (points[i] == end) {
                String found = new String(points, at, i - at);
                at = i + 1;
                return found;
            }
        }
        return null;
    }

    /** The value of this many hexadecimal digits; -1, without moving, if they are not there. */
    int hex(int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = i < points.length && points[i] < 128 ? Character.digit(points[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        at += digits;
        return value;
    }

    /** The value of decimal digits, at most {@link Integer#MAX_VALUE}; -1 if there are none. */
    int number() {
        long value = -1;
        while (peek() >= '0' && peek() <= '9') {
            value = Math.min(Integer.MAX_VALUE, Math.max(0, value) * 10 + next() - '0');
        }
        return (int) value;
    }

    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    PatternSyntaxException wrong(String why) {
        return new PatternSyntaxException(why, text, Math.min(at, points.length));
    }

    private boolean startsWith(String expected) {
        if (at + expected.length() > points.length) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (points[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
