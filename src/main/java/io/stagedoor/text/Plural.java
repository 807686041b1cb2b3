package io.stagedoor.text;

import java.util.Locale;

/** A count with its words: {@code 1 event waits}, {@code 2,000 events wait}. */
public final class Plural {
    private Plural() {}

    public static String of(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, words(count, one, many));
    }

    /** The words alone, for a count that is printed in another form. */
    public static String words(long count, String one, String many) {
        return count == 1 ? one : many;
    }
}
