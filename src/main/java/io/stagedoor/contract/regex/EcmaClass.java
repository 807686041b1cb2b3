package io.stagedoor.contract.regex;

/** Translates a class {@code […]}, after its opening bracket. */
final class EcmaClass {
    private static final int A_SET = -2;

    private final Cursor cursor;
    private final boolean strict;
    private final EcmaEscape escape;
    private final StringBuilder members = new StringBuilder();

    EcmaClass(Cursor cursor, boolean strict) {
        this.cursor = cursor;
        this.strict = strict;
        this.escape = new EcmaEscape(cursor, strict);
    }

    String java() {
        boolean negated = cursor.take("^");
        while (!cursor.take("]")) {
            if (cursor.peek() == Cursor.END) {
                throw cursor.wrong("a class does not end; add ]");
            }
            member();
        }
        if (members.isEmpty()) {
            return negated ? "[" + EcmaSet.ANY + "]" : "(?!)";
        }
        return (negated ? "[^" : "[") + members + "]";
    }

    private void member() {
        int from = atom();
        int mark = cursor.mark();
        if (!cursor.take("-")) {
            add(from);
            return;
        }
        if (cursor.peek() == ']' || cursor.peek() == Cursor.END) {
            cursor.back(mark);
            add(from);
            return;
        }
        int before = members.length();
        int to = atom();
        if (from == A_SET || to == A_SET) {
            if (strict) {
                throw cursor.wrong("a range between sets of characters");
            }
            // The second atom() has added its set already; the order of members does not matter.
            add(from);
            add('-');
            add(to);
        } else if (from > to) {
            throw cursor.wrong("a range whose end comes before its beginning");
        } else {
            members.insert(before, EcmaSet.literal(from) + "-" + EcmaSet.literal(to));
        }
    }

    /** Reads a character and returns it; or reads a set, adds it, and returns {@link #A_SET}. */
    private int atom() {
        int point = cursor.next();
        if (point != '\\') {
            return point;
        }
        String set = escape.set();
        if (set != null) {
            members.append(set);
            return A_SET;
        }
        if (cursor.take("b")) {
            return '\b';
        }
        return cursor.take("-") ? '-' : escape.character();
    }

    private void add(int atom) {
        if (atom != A_SET) {
            members.append(EcmaSet.literal(atom));
        }
    }
}
