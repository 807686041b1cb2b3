package io.stagedoor.cli.events;

import io.stagedoor.text.Snippet;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the events that were sent, and prints why others were not. */
final class SendTally implements SendOutcomes {

    private final PrintWriter err;
    private final Map<String, Long> perAddress = new TreeMap<>();
    private long sent;
    private long notSent;

    SendTally(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void sent(Outgoing event) {
        sent++;
        perAddress.merge(event.channel().address(), 1L, Long::sum);
    }

    @Override
    public void notSent(Outgoing event, String why) {
        // No line for each: one line for all of them follows.
        if (why.isEmpty()) {
            notSent++;
        } else {
            notSent(event.event(), why);
        }
    }

    void notSent(ReadEvent event, String why) {
        notSent++;
        err.println("stagedoor: " + event.where() + ": not sent: " + Snippet.of(why, Integer.MAX_VALUE));
    }

    long sent() {
        return sent;
    }

    boolean any() {
        return sent + notSent > 0;
    }

    boolean allSent() {
        return notSent == 0;
    }

    /** Prints how many went to each address, and the sum as the last line. */
    void summarize(PrintWriter out, double seconds) {
        perAddress.forEach((address, count) -> out.println("  " + count + " to " + address));
        out.println(String.format(
                Locale.ROOT,
                "sent %d, not sent %d in %.1f s (%.0f events/s)",
                sent,
                notSent,
                seconds,
                sent / Math.max(seconds, 0.001)));
    }
}
