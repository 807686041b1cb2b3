package io.stagedoor.deadletter.redrive;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened to the selected dead letters. Thread-safe. */
public final class DeadLetterTally {

    /** Each distinct reason is a line; this limits their number. */
    private static final int REASONS = 20;

    private final Map<String, Long> done = new TreeMap<>();
    private final Map<String, Long> kept = new TreeMap<>();
    private long gone;
    private long fresh;

    synchronized void done(String where) {
        done.merge(where, 1L, Long::sum);
    }

    synchronized void kept(String why) {
        kept.merge(kept.containsKey(why) || kept.size() < REASONS ? why : "other reasons", 1L, Long::sum);
    }

    /** Another program took them first. */
    synchronized void gone(long count) {
        gone += count;
    }

    /** An event became a dead letter, perhaps again, during this run. */
    synchronized void fresh() {
        fresh++;
    }

    public synchronized long doneInAll() {
        return sum(done);
    }

    public synchronized long keptInAll() {
        return sum(kept);
    }

    /**
     * What happened so far.
     *
     * @param done how many, by where they went, such as {@code to deliver/cmdb}
     * @param kept how many stay, by the reason; at most {@value #REASONS} reasons
     * @param fresh those that became dead letters since the start, and stay
     * @param gone those that another program took first
     */
    public record Counts(Map<String, Long> done, Map<String, Long> kept, long fresh, long gone) {}

    public synchronized Counts counts() {
        return new Counts(new TreeMap<>(done), new TreeMap<>(kept), fresh, gone);
    }

    /** @param verb {@code redriven}, or {@code would be redriven} */
    public synchronized void print(PrintWriter out, String verb) {
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
