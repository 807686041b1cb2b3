package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.Progress;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.text.Plural;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Browses the dead-letter queues, prints and counts the selected dead letters. */
final class DeadLetterList {

    private final DeadLetterFilter meant;
    private final DeadLetterPrinter printer;
    private final Progress progress;
    private final Map<String, Long> matched = new TreeMap<>();
    private long printed;
    private long seen;

    DeadLetterList(DeadLetterFilter meant, DeadLetterPrinter printer, Progress progress) {
        this.meant = meant;
        this.printer = printer;
        this.progress = progress;
    }

    void list(DeadLetterQueues queues, Map<String, Long> depths) throws IOException {
        for (Map.Entry<String, Long> queue : depths.entrySet()) {
            if (countsAreEnough()) {
                break;
            }
            queues.browse(queue.getKey(), queue.getValue(), (letter, message) -> {
                progress.at(++seen);
                if (meant.test(letter)) {
                    matched.merge(letter.queue(), 1L, Long::sum);
                    if (!full()) {
                        printer.print(letter);
                        printed++;
                    }
                }
                return !countsAreEnough();
            });
        }
        printer.end();
    }

    /** Prints how many there are in each queue, and whether some are not listed. */
    void summarize(PrintWriter out, Map<String, Long> depths) {
        Map<String, Long> counts = meant.all() ? new TreeMap<>(depths) : matched;
        counts.values().removeIf(count -> count == 0);
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        if (printed > 0) {
            out.println();
        }
        out.println(Plural.of(sum, "dead letter", "dead letters") + (meant.all() ? "" : " selected"));
        counts.forEach((queue, count) -> out.println(String.format(Locale.ROOT, "  %,d in %s", count, queue)));
        if (printed < sum) {
            out.println(String.format(Locale.ROOT, "Only %,d listed; --limit 0 lists all.", printed));
        }
    }

    private boolean full() {
        return meant.limit() > 0 && printed == meant.limit();
    }

    // Without a filter the broker's own counts are enough, and the rest need not be browsed.
    private boolean countsAreEnough() {
        return full() && meant.all();
    }
}
