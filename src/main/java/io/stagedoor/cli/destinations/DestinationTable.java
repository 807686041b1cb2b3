package io.stagedoor.cli.destinations;

import io.stagedoor.cli.common.JsonText;
import io.stagedoor.cli.common.Table;
import io.stagedoor.operations.destinations.DestinationQueue;
import io.stagedoor.text.Snippet;
import java.util.List;

/** Formats the rows of {@code stagedoor destinations} as a table or as JSON. */
final class DestinationTable {

    private DestinationTable() {}

    static Table of(List<DestinationQueue> rows) {
        Table table = new Table(
                "DESTINATION", "STATE", "WAITING", "IN FLIGHT", "FOR LATER", "PARKED", "DEAD LETTERS", "CONSUMERS");
        rows.forEach(row -> table.add(
                Snippet.of(row.name(), 128),
                row.state(),
                Table.number(row.waiting(), row.estimated()),
                Table.number(row.inFlight(), row.estimated()),
                String.valueOf(row.scheduled()),
                row.parked().map(String::valueOf).orElse("-"),
                Table.number(row.deadLetters(), row.deadLettersEstimated()),
                String.valueOf(row.consumers())));
        return table;
    }

    /** {@code parked} is null for a destination that is not ordered. */
    static String json(DestinationQueue row) {
        JsonText json = new JsonText();
        return json.line(json.object()
                .put("destination", row.name())
                .put("state", row.state())
                .put("paused", row.paused())
                .put("waiting", row.waiting())
                .put("inFlight", row.inFlight())
                .put("estimated", row.estimated())
                .put("scheduled", row.scheduled())
                .put("parked", row.parked().orElse(null))
                .put("deadLetters", row.deadLetters())
                .put("deadLettersEstimated", row.deadLettersEstimated())
                .put("consumers", row.consumers()));
    }
}
