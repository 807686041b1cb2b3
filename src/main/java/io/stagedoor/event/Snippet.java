package io.stagedoor.event;

/** Foreign text made safe to show: bounded, and on one line. */
final class Snippet {
    private Snippet() {}

    /** At most {@code max} characters; whatever could break a log line, a header or a terminal becomes a space. */
    static String of(String text, int max) {
        var shown = new StringBuilder(Math.min(text.length(), max));
        for (int i = 0; i < text.length(); i++) {
            if (shown.length() == max) {
                shown.setLength(max - 1);
                return shown.append('…').toString();
            }
            shown.append(harmless(text.charAt(i)) ? text.charAt(i) : ' ');
        }
        return shown.toString();
    }

    private static boolean harmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
