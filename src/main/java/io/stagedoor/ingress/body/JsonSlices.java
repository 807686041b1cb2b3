package io.stagedoor.ingress.body;

import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts arrays and objects apart without changing a byte of their values.
 *
 * <pre>
 *   [ {"a":1.0} , {"b" : 2} ]      elements   {"a":1.0}   {"b" : 2}
 *   {"id":"1","data": {"a":1.0}}   data       {"a":1.0}
 * </pre>
 *
 * It looks for commas and closing brackets alone. Whoever uses a slice has it parsed strictly.
 */
final class JsonSlices {

    private JsonSlices() {}

    /** Whether the text is an array, if it is JSON. */
    static boolean isArray(byte[] text) {
        int first = skipBlanks(text, 0);
        return first < text.length && text[first] == '[';
    }

    /**
     * The elements of an array; an empty one where there is none between two commas.
     *
     * @param most ends the search: one more than these may be returned
     * @throws IllegalArgumentException when the array does not end, or something follows it
     */
    static List<byte[]> elements(byte[] array, int most) {
        return slices(array, '[', ']', most);
    }

    /**
     * The bytes of a member's value.
     *
     * @param object one strict JSON object
     */
    static Optional<byte[]> member(byte[] object, String name) {
        for (byte[] member : slices(object, '{', '}', Integer.MAX_VALUE)) {
            int end = endOfText(member, 0);
            if (name.equals(key(Arrays.copyOf(member, end)))) {
                int colon = skipBlanks(member, end);
                return Optional.of(Arrays.copyOfRange(member, skipBlanks(member, colon + 1), member.length));
            }
        }
        return Optional.empty();
    }

    private static String key(byte[] text) {
        try {
            return EventJson.parse(text).textValue();
        } catch (NotJson e) {
            throw new IllegalStateException("the object was parsed before", e);
        }
    }

    private static List<byte[]> slices(byte[] text, char open, char close, int most) {
        List<byte[]> slices = new ArrayList<>();
        int depth = 0;
        int from = skipBlanks(text, 0) + 1;
        for (int at = from - 1; at < text.length; at++) {
            switch (text[at]) {
                case '"' -> at = endOfText(text, at) - 1;
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                case ',' -> {
                    if (depth == 1) {
                        slices.add(trimmed(text, from, at));
                        from = at + 1;
                    }
                }
                default -> {} // Part of a value.
            }
            if (depth == 0) {
                finish(text, at, close, slices.size());
                byte[] last = trimmed(text, from, at);
                if (last.length > 0 || !slices.isEmpty()) {
                    slices.add(last);
                }
                return slices;
            }
            if (slices.size() > most) {
                return slices;
            }
        }
        throw new IllegalArgumentException("the text ends before the " + (open == '[' ? "array" : "object") + " does");
    }

    private static void finish(byte[] text, int at, char close, int before) {
        if (text[at] != close) {
            throw new IllegalArgumentException(
                    "'" + (char) text[at] + "' after element " + before + " closes what is not open");
        }
        if (skipBlanks(text, at + 1) < text.length) {
            throw new IllegalArgumentException("something follows the end of the array");
        }
    }

    /** @return the index after the closing quote, or after the last byte where there is none */
    private static int endOfText(byte[] text, int quote) {
        for (int at = quote + 1; at < text.length; at++) {
            if (text[at] == '\\') {
                at++;
            } else if (text[at] == '"') {
                return at + 1;
            }
        }
        return text.length;
    }

    static byte[] trimmed(byte[] text, int from, int to) {
        int first = skipBlanks(text, from);
        int last = to;
        while (last > first && isBlank(text[last - 1])) {
            last--;
        }
        return Arrays.copyOfRange(text, Math.min(first, last), last);
    }

    private static int skipBlanks(byte[] text, int from) {
        int at = from;
        while (at < text.length && isBlank(text[at])) {
            at++;
        }
        return at;
    }

    /** RFC 8259, 2. */
    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\t' || one == '\r' || one == '\n';
    }
}
