package io.stagedoor.cli.destinations;

import io.stagedoor.cli.common.JsonText;
import io.stagedoor.cli.common.Table;
import io.stagedoor.operations.destinations.WaitingAttempt;
import io.stagedoor.text.Ages;
import io.stagedoor.text.Snippet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Formats waiting attempts as a table or as JSON. */
final class AttemptTable {

    private static final int LONGEST = 1024;

    private final Clock clock;

    AttemptTable(Clock clock) {
        this.clock = clock;
    }

    /** @param width of the screen */
    List<String> lines(List<WaitingAttempt> attempts, int width) {
        Table table = new Table("EVENT", "CHANNEL", "ATTEMPTS", "DUE", "IN", "LAST STATUS", "LAST ERROR");
        attempts.forEach(attempt -> table.add(
                safe(attempt.eventId()),
                safe(attempt.channel()),
                String.valueOf(attempt.made()),
                attempt.due()
                        .map(due -> due.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("-"),
                attempt.due().map(this::in).orElse("-"),
                attempt.lastStatus().map(String::valueOf).orElse("-"),
                safe(attempt.lastError())));
        return table.lines().stream().map(line -> Snippet.of(line, width)).toList();
    }

    String json(WaitingAttempt attempt) {
        JsonText json = new JsonText();
        return json.line(json.object()
                .put("event", attempt.eventId())
                .put("channel", attempt.channel())
                .put("attempts", attempt.made())
                .put("due", attempt.due().map(Instant::toString).orElse(null))
                .put("lastStatus", attempt.lastStatus().orElse(null))
                .put("lastError", attempt.lastError()));
    }

    private String in(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        return left.isNegative() ? "now" : Ages.of(left);
    }

    private static String safe(String text) {
        return Snippet.of(text, LONGEST);
    }
}
