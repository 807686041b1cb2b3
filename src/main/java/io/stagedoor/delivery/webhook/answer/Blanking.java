package io.stagedoor.delivery.webhook.answer;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Blanks secrets in foreign text: unchanged, or as a receiver may write them: in another case, URL-encoded, escaped for
 * JSON or HTML. The beginning of a secret at the end of a truncated text becomes blank too.
 *
 * @param secrets ignores those of one or two characters
 */
public record Blanking(Set<String> secrets) {

    static final String BLANK = "***";

    private static final int SHORTEST = 3;
    /** The least characters of a truncated secret at the end of the text; with fewer, it would blank ordinary words. */
    private static final int SHORTEST_PART = 4;

    private static final int LONGEST_ENTITY = 10;
    private static final int MOST_BACKSLASHES = 8;

    public Blanking {
        secrets = Set.copyOf(secrets);
    }

    public String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = endOfSecret(text, at);
            if (end > at) {
                shown.append(BLANK);
                at = end;
            } else {
                shown.append(text.charAt(at++));
            }
        }
        return shown.toString();
    }

    /** The end of the longest secret that begins at {@code start}, or {@code start}. */
    private int endOfSecret(String text, int start) {
        int end = start;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                end = Math.max(end, end(text, start, secret, false));
                end = Math.max(end, end(text, start, secret, true));
            }
        }
        return end;
    }

    /** @return {@code start} if the secret does not begin there */
    private static int end(String text, int start, String secret, boolean escaped) {
        int at = start;
        for (int i = 0; i < secret.length(); i++) {
            if (at == text.length() || text.charAt(at) == '…') {
                return i >= SHORTEST_PART ? at : start;
            }
            int next = escaped ? afterEscaped(text, at, secret.charAt(i)) : after(text, at, secret.charAt(i));
            if (next == at) {
                return start;
            }
            at = next;
        }
        return at;
    }

    private static int after(String text, int at, char wanted) {
        return same(text.charAt(at), wanted) ? at + 1 : at;
    }

    private static boolean same(int one, int other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    private static int afterEscaped(String text, int at, char wanted) {
        char first = text.charAt(at);
        int next = at;
        if (first == '%') {
            next = afterPercent(text, at, wanted);
        } else if (first == '\\') {
            next = afterBackslash(text, at, wanted);
        } else if (first == '&') {
            next = afterEntity(text, at, wanted);
        } else if (first == '+' && wanted == ' ') {
            return at + 1;
        }
        return next > at ? next : after(text, at, wanted);
    }

    private static int afterPercent(String text, int at, char wanted) {
        if (wanted < 0x80) {
            return same(number(text, at + 1, at + 3, 16), wanted) ? at + 3 : at;
        }
        int end = at;
        for (byte each : String.valueOf(wanted).getBytes(StandardCharsets.UTF_8)) {
            if (end >= text.length()
                    || text.charAt(end) != '%'
                    || number(text, end + 1, end + 3, 16) != (each & 0xFF)) {
                return at;
            }
            end += 3;
        }
        return end;
    }

    /** Reads an escape of JSON, or of JSON in a string of JSON: \\u0041 and \\". */
    private static int afterBackslash(String text, int at, char wanted) {
        int end = at;
        while (end < text.length() && end - at < MOST_BACKSLASHES && text.charAt(end) == '\\') {
            end++;
        }
        if (wanted == '\\') {
            return Math.min(end, at + 2);
        }
        if (end < text.length() && text.charAt(end) == 'u' && same(number(text, end + 1, end + 5, 16), wanted)) {
            return end + 5;
        }
        return end < text.length() && text.charAt(end) == wanted ? end + 1 : at;
    }

    private static int afterEntity(String text, int at, char wanted) {
        int end = at + 1;
        while (end < text.length() && end - at < LONGEST_ENTITY && text.charAt(end) != ';') {
            end++;
        }
        if (end == text.length()) {
            return at;
        }
        boolean numbered = text.charAt(at + 1) == '#'
                && same(
                        text.regionMatches(true, at + 1, "#x", 0, 2)
                                ? number(text, at + 3, end, 16)
                                : number(text, at + 2, end, 10),
                        wanted);
        return numbered || text.substring(at + 1, end).equals(named(wanted)) ? end + 1 : at;
    }

    private static String named(char wanted) {
        return switch (wanted) {
            case '&' -> "amp";
            case '<' -> "lt";
            case '>' -> "gt";
            case '"' -> "quot";
            case '\'' -> "apos";
            default -> null;
        };
    }

    /** @return -1 if there is none */
    private static int number(String text, int from, int to, int radix) {
        if (from >= to || to > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
