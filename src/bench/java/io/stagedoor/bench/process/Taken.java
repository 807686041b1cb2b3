package io.stagedoor.bench.process;

/**
 * What a group of receivers took.
 *
 * @param p50 µs from sending to receipt, likewise the others
 * @param first receipt, µs since the epoch
 * @param last receipt, µs since the epoch
 * @param connections the most that were open at once
 */
public record Taken(int count, long p50, long p99, long p999, long first, long last, int connections) {

    public static Taken parse(String text) {
        String[] part = text.split(" ");
        return new Taken(
                Integer.parseInt(part[0]),
                Long.parseLong(part[1]),
                Long.parseLong(part[2]),
                Long.parseLong(part[3]),
                Long.parseLong(part[4]),
                Long.parseLong(part[5]),
                Integer.parseInt(part[6]));
    }

    /** From the first to the last, so that nobody's start is in it. */
    public double perSecond() {
        return (count - 1) * 1e6 / Math.max(1, last - first);
    }

    /** As {@link #parse} reads it. */
    String text() {
        return count + " " + p50 + " " + p99 + " " + p999 + " " + first + " " + last + " " + connections;
    }
}
