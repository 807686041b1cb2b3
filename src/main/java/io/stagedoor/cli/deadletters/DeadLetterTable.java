package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.Table;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.text.Ages;
import io.stagedoor.text.Snippet;
import io.stagedoor.wire.QueueNames;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;

/** Prints a line for each dead letter, as wide as the screen. */
final class DeadLetterTable implements DeadLetterPrinter {

    private static final int IN_MEMORY = 500;
    /** An id can have 128 characters, and would leave no space for the error. */
    private static final int WIDEST_ID = 40;

    private final PrintWriter out;
    private final Clock clock;
    private final int width;
    private final Table table =
            new Table("ID", "QUEUE (dead-letter/…)", "REASON", "DESTINATION", "ATTEMPTS", "AGE", "ERROR");
    private int held;

    /** @param width of the screen; longer lines are cut, and the error is last */
    DeadLetterTable(PrintWriter out, Clock clock, int width) {
        this.out = out;
        this.clock = clock;
        this.width = width;
    }

    @Override
    public void print(StoredDeadLetter letter) {
        table.add(
                Snippet.of(letter.id(), WIDEST_ID),
                QueueNames.originOf(safe(letter.queue())),
                safe(letter.reason()),
                safe(letter.destination().orElse("-")),
                letter.attempts().map(String::valueOf).orElse("-"),
                letter.since()
                        .map(since -> Ages.of(Duration.between(since, clock.instant())))
                        .orElse("-"),
                safe(letter.error()));
        if (++held == IN_MEMORY) {
            end();
        }
    }

    @Override
    public void end() {
        if (held > 0) {
            // Control characters are removed already; an ellipsis shows where a line was cut.
            table.takeLines().forEach(line -> out.println(Snippet.of(line, width)));
            held = 0;
        }
    }

    private static String safe(String text) {
        return Snippet.of(text, 1024);
    }
}
