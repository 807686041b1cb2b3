package io.stagedoor.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the dead letters that were meant. */
final class DeadLetterTally {

    /** Each distinct reason is a line; a contract could give more of them than anybody reads. */
    private static final int REASONS = 20;

    private final Map<String, Long> done = new TreeMap<>();
    private final Map<String, Long> kept = new TreeMap<>();
    private long gone;

    void done(String where) {
        done.merge(where, 1L, Long::sum);
    }

    void kept(String why) {
        kept.merge(kept.containsKey(why) || kept.size() < REASONS ? why : "other reasons", 1L, Long::sum);
    }

    /** They were there, and somebody else was faster. */
    void gone(long count) {
        gone += count;
    }

    long doneInAll() {
        return sum(done);
    }

    long keptInAll() {
        return sum(kept);
    }

    long goneInAll() {
        return gone;
    }

    /** @param verb {@code redriven}, or {@code would be redriven} */
    void print(PrintWriter out, String verb) {
        out.println(String.format(Locale.ROOT, "%,d %s", doneInAll(), verb));
        lines(out, done);
        if (!kept.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%,d left where they are", keptInAll()));
            lines(out, kept);
        }
        if (gone > 0) {
            out.println(String.format(Locale.ROOT, "%,d were taken by somebody else meanwhile", gone));
        }
    }

    private static void lines(PrintWriter out, Map<String, Long> counts) {
        counts.forEach((what, count) -> out.println(String.format(Locale.ROOT, "  %,d %s", count, what)));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
