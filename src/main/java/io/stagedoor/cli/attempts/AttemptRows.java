package io.stagedoor.cli.attempts;

import io.stagedoor.cli.common.Table;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.text.Snippet;
import java.util.List;

/** Formats attempts as a table, a page at a time. */
final class AttemptRows {

    private static final int LONGEST = 1024;

    private final int width;
    private Table table;

    /** @param width of the screen */
    AttemptRows(int width) {
        this.width = width;
    }

    void add(AttemptRecord attempt) {
        if (table == null) {
            table = new Table("START", "DESTINATION", "OUTCOME", "STATUS", "MS", "EVENT", "SUBJECT", "ID", "ERROR");
        }
        table.add(
                attempt.start().toString(),
                attempt.destination(),
                safe(attempt.outcome()),
                attempt.status() == null ? "-" : attempt.status().toString(),
                String.valueOf(attempt.duration().toMillis()),
                safe(attempt.event().id()),
                safe(attempt.event().subject()),
                attempt.id(),
                safe(attempt.error()));
    }

    /** The lines so far; only the first ones have the header. */
    List<String> takeLines() {
        return table == null
                ? List.of()
                : table.takeLines().stream()
                        .map(line -> Snippet.of(line, width))
                        .toList();
    }

    private static String safe(String text) {
        return text == null ? "-" : Snippet.of(text, LONGEST);
    }
}
