package io.stagedoor.contract.regex;

/** What stands behind a backslash and is the same inside of a class and outside. */
final class EcmaEscape {
    private static final String SYNTAX = "^$\\.*+?()[]{}|/";

    private final Cursor cursor;
    private final boolean strict;

    EcmaEscape(Cursor cursor, boolean strict) {
        this.cursor = cursor;
        this.strict = strict;
    }

    /** The inside of a class, for {@code \d}, {@code \p{…}} and their like; null, and nothing is taken, for another. */
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
            throw cursor.wrong("\\" + (char) letter + " has no {property} behind it");
        }
        String property = UnicodeProperty.java(name);
        if (property == null) {
            throw cursor.wrong("there is no property {" + name + "} of Unicode here");
        }
        return letter == 'p' ? property : UnicodeProperty.complement(property);
    }

    /** One character. */
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
        throw cursor.wrong("\\c has no letter behind it");
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
                throw cursor.wrong("\\u{…} is no character of Unicode");
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
            throw cursor.wrong(escape + " has no " + digits + " hexadecimal digits behind it");
        }
        return value;
    }

    // \Z, \A, \h, \Q and \a mean something elsewhere and nothing here: whoever wrote them meant that.
    private int itself(int character) {
        boolean word = character < 128 && Character.isLetterOrDigit(character);
        if (character == Cursor.END || word || strict && SYNTAX.indexOf(character) < 0) {
            throw cursor.wrong(
                    character == Cursor.END
                            ? "a backslash with nothing behind it"
                            : "\\" + Character.toString(character) + " means nothing in ECMA 262");
        }
        return character;
    }
}
