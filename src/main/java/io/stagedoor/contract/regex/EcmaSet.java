package io.stagedoor.contract.regex;

/** The named sets of characters of ECMA 262, as members of a Java class. */
final class EcmaSet {
    static final String LINE_ENDS = "\\n\\r\\x{2028}\\x{2029}";
    static final String ANY = "\\x{0}-\\x{10FFFF}";
    static final String WORD = "A-Za-z0-9_";

    private static final String SPACE =
            "\\x{9}-\\x{D}\\x{20}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}";
    private static final String NO_SPACE =
            "\\x{0}-\\x{8}\\x{E}-\\x{1F}\\x{21}-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}"
                    + "\\x{200B}-\\x{2027}\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}"
                    + "\\x{FF00}-\\x{10FFFF}";
    private static final String NO_WORD = "\\x{0}-\\x{2F}\\x{3A}-\\x{40}\\x{5B}-\\x{5E}\\x{60}\\x{7B}-\\x{10FFFF}";

    private EcmaSet() {}

    /** The set for {@code \d} and similar; null for other letters. */
    static String of(int letter) {
        return switch (letter) {
            case 'd' -> "0-9";
            case 'D' -> "\\x{0}-\\x{2F}\\x{3A}-\\x{10FFFF}";
            case 'w' -> WORD;
            case 'W' -> NO_WORD;
            case 's' -> SPACE;
            case 'S' -> NO_SPACE;
            default -> null;
        };
    }

    /** A literal character, inside or outside of a class. */
    static String literal(int point) {
        boolean plain = point < 128 && Character.isLetterOrDigit(point);
        return plain ? Character.toString(point) : "\\x{" + Integer.toHexString(point) + "}";
    }
}
