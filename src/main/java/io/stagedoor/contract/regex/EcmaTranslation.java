package io.stagedoor.contract.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Translates a regular expression of ECMA 262 into an equivalent one of Java, by its grammar (section 22.2.1).
 *
 * <pre>
 *  $         \z                            Java's matches before a last line feed too
 *  .         [^\n\r\x{2028}\x{2029}]
 *  \b        by [A-Za-z0-9_]               Java's letters are Unicode's, and not those of \w
 *  (a)\1     (?&lt;g1>a(?&lt;m1>))(?:\k&lt;m1>\k&lt;g1>|(?!\k&lt;m1>))
 *                                          a reference to an unused group matches; in Java it fails
 * </pre>
 *
 * <p>If not strict, it accepts text that is invalid with the flag {@code u} but has one meaning without it: {@code \-},
 * {@code \_}, a lone brace or bracket, {@code [\w-.]}.
 */
final class EcmaTranslation {
    private static final String WORD = "[" + EcmaSet.WORD + "]";
    private static final String BOUNDARY = "(?:(?<=W)(?!W)|(?<!W)(?=W))".replace("W", WORD);
    private static final String NO_BOUNDARY = "(?:(?<=W)(?=W)|(?<!W)(?!W))".replace("W", WORD);
    private static final String GROUP_NAME =
            "[\\p{L}\\p{Nl}$_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}$\\x{200C}\\x{200D}]*";

    private final Cursor cursor;
    private final boolean strict;
    private final boolean referred;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private final Set<Integer> closed = new HashSet<>();
    private final Deque<String> references = new ArrayDeque<>();
    private int groups;
    private int highestReference;

    /** @param referred whether there are references to groups */
    private EcmaTranslation(String regex, boolean strict, boolean referred) {
        this.cursor = new Cursor(regex);
        this.strict = strict;
        this.referred = referred;
    }

    /** @throws PatternSyntaxException for an invalid regular expression */
    static String of(String regex, boolean strict) {
        var simple = new EcmaTranslation(regex, strict, false);
        String java = simple.java();
        boolean refers = simple.highestReference > 0 || !simple.references.isEmpty();
        return refers ? new EcmaTranslation(regex, strict, true).java() : java;
    }

    private String java() {
        alternatives();
        if (cursor.peek() != Cursor.END) {
            throw cursor.wrong("a ) without its (");
        }
        for (String name : references) {
            if (!names.containsKey(name)) {
                throw cursor.wrong("there is no group <" + name + ">");
            }
        }
        if (highestReference > groups) {
            throw cursor.wrong("there is no group " + highestReference);
        }
        return java.toString();
    }

    private void alternatives() {
        while (cursor.peek() != Cursor.END && cursor.peek() != ')') {
            if (cursor.take("|")) {
                java.append('|');
            } else {
                term();
            }
        }
    }

    private void term() {
        if (cursor.take("^")) {
            java.append("\\A");
        } else if (cursor.take("$")) {
            java.append("\\z");
        } else if (cursor.take("\\b")) {
            java.append(BOUNDARY);
        } else if (cursor.take("\\B")) {
            java.append(NO_BOUNDARY);
        } else if (cursor.take("(?<=")) {
            group("(?<=");
        } else if (cursor.take("(?<!")) {
            group("(?<!");
        } else if (cursor.take("(?=")) {
            lookahead("(?=");
        } else if (cursor.take("(?!")) {
            lookahead("(?!");
        } else {
            atom();
            quantifier();
        }
    }

    private void lookahead(String opening) {
        group(opening);
        if (!strict) {
            quantifier();
        }
    }

    private void atom() {
        int point = cursor.next();
        switch (point) {
            case '.' -> java.append("[^").append(EcmaSet.LINE_ENDS).append(']');
            case '[' -> java.append(new EcmaClass(cursor, strict).java());
            case '(' -> parenthesis();
            case '\\' -> escape();
            case '*', '+', '?' -> throw cursor.wrong("nothing that could be repeated");
            case '{', '}', ']' -> lone(point);
            default -> java.append(EcmaSet.literal(point));
        }
    }

    private void lone(int bracket) {
        boolean repeats = bracket == '{' && repetition() != null;
        if (strict || repeats) {
            throw cursor.wrong(repeats ? "nothing that could be repeated" : "a lone " + (char) bracket);
        }
        java.append(EcmaSet.literal(bracket));
    }

    private void parenthesis() {
        if (cursor.take("?:")) {
            group("(?:");
            return;
        }
        int number = ++groups;
        if (cursor.take("?<")) {
            String name = name();
            if (names.put(name, number) != null) {
                throw cursor.wrong("two groups <" + name + ">");
            }
        } else if (cursor.peek() == '?') {
            throw cursor.wrong("a group that ECMA 262 does not have: it cannot set flags inside an expression");
        }
        java.append(referred ? "(?<g" + number + '>' : "(?:");
        alternatives();
        close(referred ? "(?<m" + number + ">))" : ")");
        closed.add(number);
    }

    private void group(String opening) {
        java.append(opening);
        alternatives();
        close(")");
    }

    private void close(String closing) {
        if (!cursor.take(")")) {
            throw cursor.wrong("a group does not end; add )");
        }
        java.append(closing);
    }

    private String name() {
        String name = cursor.upTo('>');
        if (name == null || !name.matches(GROUP_NAME)) {
            throw cursor.wrong("not a valid name of a group");
        }
        return name;
    }

    private void escape() {
        String set = new EcmaEscape(cursor, strict).set();
        if (set != null) {
            java.append('[').append(set).append(']');
        } else if (cursor.take("k<")) {
            String name = name();
            references.add(name);
            refer(names.getOrDefault(name, 0));
        } else if (cursor.peek() >= '1' && cursor.peek() <= '9') {
            int number = cursor.number();
            highestReference = Math.max(highestReference, number);
            refer(number);
        } else {
            java.append(EcmaSet.literal(new EcmaEscape(cursor, strict).character()));
        }
    }

    /** A reference to a group that has not ended refers to nothing, and always matches. */
    private void refer(int group) {
        java.append(
                closed.contains(group)
                        ? "(?:\\k<mN>\\k<gN>|(?!\\k<mN>))".replace("N", Integer.toString(group))
                        : "(?:)");
    }

    private void quantifier() {
        int mark = cursor.mark();
        int point = cursor.next();
        String times =
                switch (point) {
                    case '*', '+', '?' -> Character.toString(point);
                    case '{' -> repetition();
                    default -> null;
                };
        if (times == null) {
            cursor.back(mark);
            return;
        }
        java.append(times).append(cursor.take("?") ? "?" : "");
    }

    /** Reads a repetition after its brace; null, without moving, if it is not one. */
    private String repetition() {
        int mark = cursor.mark();
        int least = cursor.number();
        String most = "";
        boolean whole = least >= 0;
        if (whole && cursor.take(",")) {
            int limit = cursor.number();
            if (limit >= 0 && limit < least) {
                throw cursor.wrong("a repetition of at least " + least + " and at most " + limit);
            }
            most = limit < 0 ? "," : "," + limit;
        }
        if (whole && cursor.take("}")) {
            return "{" + least + most + "}";
        }
        cursor.back(mark);
        return null;
    }
}
