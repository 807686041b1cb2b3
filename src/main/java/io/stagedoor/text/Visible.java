package io.stagedoor.text;

/**
 * Writes out the characters of foreign text that could control a terminal, as {@code \\u001b}: ESC and the other
 * control characters, including C1, and those that change the direction of writing. Line feeds and tabs stay. In a JSON
 * string the escape is the same character, so JSON stays exact.
 */
public final class Visible {

    private static final char FIRST_JOINER = '\u200C'; // Between letters of Persian and Hindi, and in emoji.
    private static final char LAST_JOINER = '\u200D';

    private Visible() {}

    /** The text with these characters written out; the same text if there are none. */
    public static String of(String text) {
        int clean = 0;
        while (clean < text.length() && isHarmless(text, clean)) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 32).append(text, 0, clean);
        for (int i = clean; i < text.length(); i++) {
            if (isHarmless(text, i)) {
                shown.append(text.charAt(i));
            } else {
                shown.append(String.format("\\u%04x", (int) text.charAt(i)));
            }
        }
        return shown.toString();
    }

    private static boolean isHarmless(String text, int i) {
        char character = text.charAt(i);
        if (character < 0x7F) {
            return character >= ' ' || character == '\n' || character == '\t';
        }
        if (Character.isSurrogate(character)) {
            int pair = Character.isLowSurrogate(character) ? i - 1 : i;
            int point = pair < 0 ? character : text.codePointAt(pair);
            return Character.isSupplementaryCodePoint(point) && Character.getType(point) != Character.FORMAT;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> character >= FIRST_JOINER && character <= LAST_JOINER;
            default -> true;
        };
    }
}
