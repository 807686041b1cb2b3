package io.stagedoor.text;

/** Makes foreign text safe to show and to store: bounded, on one line, and well-formed Unicode. */
public final class Snippet {
    private Snippet() {}

    /**
     * At most {@code max} characters. Characters that could break a log line, a header or a terminal become spaces. So
     * does half a surrogate pair: AMQP cannot encode it, and a message with it could not be sent.
     */
    public static String of(String text, int max) {
        var shown = new StringBuilder(Math.min(text.length(), max));
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (shown.length() + Character.charCount(point) > max) {
                return cut(shown, max);
            }
            shown.appendCodePoint(harmless(point) ? point : ' ');
        }
        return shown.toString();
    }

    private static String cut(StringBuilder shown, int max) {
        if (shown.length() == max) {
            shown.setLength(shown.offsetByCodePoints(max, -1));
        }
        return shown.append('…').toString();
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
