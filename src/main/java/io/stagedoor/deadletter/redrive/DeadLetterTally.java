package io.stagedoor.deadletter.redrive;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened to the selected dead letters. */
public final class DeadLetterTally {

    /** Each distinct reason is a line; this limits their number. */
    private static final int REASONS = 20;

    private final Map<String, Long> done = new TreeMap<>();
    private final Map<String, Long> kept = new TreeMap<>();
    private long gone;
    private long fresh;

    void done(String where) {
        done.merge(where, 1L, Long::sum);
    }

    void kept(String why) {
        kept.merge(kept.containsKey(why) || kept.size() < REASONS ? why : "other reasons", 1L, Long::sum);
    }

    /** Another program took them first. */
    void gone(long count) {
        gone += count;
    }

    /** An event became a dead letter, perhaps again, during this run. */
    void fresh() {
        fresh++;
    }

    public long doneInAll() {
        return sum(done);
    }

    public long keptInAll() {
        return sum(kept);
    }

    /** @param verb {@code redriven}, or {@code would be redriven} */
    public void print(PrintWriter out, String verb) {
        out.println(String.format(Locale.ROOT, "%,d %s", doneInAll(), verb));
        lines(out, done);
        if (!kept.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%,d left in place", keptInAll()));
            lines(out, kept);
        }
        if (fresh > 0) {
            out.println(String.format(Locale.ROOT, "%,d left in place: new since this command started", fresh));
        }
        if (gone > 0) {
            out.println(String.format(Locale.ROOT, "%,d not taken: in use by another program", gone));
        }
        out.flush();
    }

    private static void lines(PrintWriter out, Map<String, Long> counts) {
        counts.forEach((what, count) -> out.println(String.format(Locale.ROOT, "  %,d %s", count, what)));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
