package io.stagedoor.text;

import java.util.Locale;

/** A count with its words: {@code 1 event waits}, {@code 2,000 events wait}. */
public final class Plural {
    private Plural() {}

    public static String of(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
