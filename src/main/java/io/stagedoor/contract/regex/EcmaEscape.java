package io.stagedoor.contract.regex;

/** Translates escapes that mean the same inside and outside of a class, after the backslash. */
final class EcmaEscape {
    private static final String SYNTAX = "^$\\.*+?()[]{}|/";

    private final Cursor cursor;
    private final boolean strict;

    EcmaEscape(Cursor cursor, boolean strict) {
        this.cursor = cursor;
        this.strict = strict;
    }

    /** The members of a class for {@code \d}, {@code \p{…}} and similar; null, without moving, for other escapes. */
    String set() {
        int letter = cursor.peek();
        String named = EcmaSet.of(letter);
        if (named != null) {
            cursor.next();
            return named;
        }
        if (letter != 'p' && letter != 'P') {
            return null;
        }
        cursor.next();
        String name = cursor.take("{") ? cursor.upTo('}') : null;
        if (name == null) {
            throw cursor.wrong("\\" + (char) letter + " has no {property} after it");
        }
        String property = UnicodeProperty.java(name);
        if (property == null) {
            throw cursor.wrong("unknown Unicode property {" + name + "}");
        }
        return letter == 'p' ? property : UnicodeProperty.complement(property);
    }

    /** The character that the escape stands for. */
    int character() {
        int letter = cursor.next();
        return switch (letter) {
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case '0' -> zero();
            case 'c' -> control();
            case 'x' -> hex(2, "\\x");
            case 'u' -> unicode();
            default -> itself(letter);
        };
    }

    private int zero() {
        if (cursor.peek() >= '0' && cursor.peek() <= '9') {
            throw cursor.wrong("an octal number; write \\xHH");
        }
        return 0;
    }

    private int control() {
        int letter = cursor.next();
        if (letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z') {
            return letter % 32;
        }
        throw cursor.wrong("\\c has no letter after it");
    }

    private int unicode() {
        if (cursor.take("{")) {
            int point = 0;
            int digits = 0;
            for (int digit = cursor.hex(1); digit >= 0 && point <= Character.MAX_CODE_POINT; digit = cursor.hex(1)) {
                point = point * 16 + digit;
                digits++;
            }
            if (digits == 0 || point > Character.MAX_CODE_POINT || !cursor.take("}")) {
                throw cursor.wrong("\\u{…} is not a Unicode character");
            }
            return point;
        }
        int first = hex(4, "\\u");
        int mark = cursor.mark();
        if (Character.isHighSurrogate((char) first) && cursor.take("\\u")) {
            int second = cursor.hex(4);
            if (second >= 0 && Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
            cursor.back(mark);
        }
        return first;
    }

    private int hex(int digits, String escape) {
        int value = cursor.hex(digits);
        if (value < 0) {
            throw cursor.wrong(escape + " has no " + digits + " hexadecimal digits after it");
        }
        return value;
    }

    // Refuses \Z, \A, \h, \Q and \a: they have a meaning in other languages, which the author intended.
    private int itself(int character) {
        boolean word = character < 128 && Character.isLetterOrDigit(character);
        if (character == Cursor.END || word || strict && SYNTAX.indexOf(character) < 0) {
            throw cursor.wrong(
                    character == Cursor.END
                            ? "a backslash at the end"
                            : "\\" + Character.toString(character) + " has no meaning in ECMA 262");
        }
        return character;
    }
}
