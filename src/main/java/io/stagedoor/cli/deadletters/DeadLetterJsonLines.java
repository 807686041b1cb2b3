package io.stagedoor.cli.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;
import java.io.PrintWriter;

/** Prints a JSON object for each dead letter, one on each line. */
final class DeadLetterJsonLines implements DeadLetterPrinter {

    private final DeadLetterJson json = new DeadLetterJson();
    private final PrintWriter out;

    DeadLetterJsonLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(StoredDeadLetter letter) {
        out.println(json.line(json.facts(letter)));
    }

    @Override
    public void end() {
        out.flush();
    }
}
