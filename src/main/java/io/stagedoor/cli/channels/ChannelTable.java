package io.stagedoor.cli.channels;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.cli.common.Table;
import io.stagedoor.contract.Unserved;
import io.stagedoor.operations.channels.ChannelQueue;
import io.stagedoor.text.Snippet;
import java.util.List;

/** Formats the rows of {@code stagedoor channels} as a table or as JSON. */
final class ChannelTable {

    private static final int LONGEST = 200;

    private ChannelTable() {}

    static Table of(List<ChannelQueue> rows, List<Unserved> unserved) {
        Table table = new Table("CHANNEL", "ADDRESS = QUEUE", "DEPTH", "CONSUMERS", "ACTIONS");
        rows.forEach(row -> table.add(
                name(row),
                Snippet.of(row.queue(), LONGEST),
                row.state()
                        .map(state -> Table.number(state.messages(), row.estimated()))
                        .orElse("-"),
                row.state().map(state -> String.valueOf(state.consumers())).orElse("-"),
                String.join(", ", row.actions())));
        unserved.forEach(channel -> table.add(channel.name(), "NOT SERVED", "-", "-", ""));
        return table;
    }

    private static String name(ChannelQueue row) {
        if (row.isUnconsumed()) {
            return "(nothing consumes it)";
        }
        return row.isDeadLetters() ? "(dead letters)" : row.channel();
    }

    /**
     * The same as JSON, with the reason for a channel that is not served. Where the table has a dash or no channel, the
     * value is null.
     */
    static ArrayNode json(List<ChannelQueue> rows, List<Unserved> unserved) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (ChannelQueue row : rows) {
            ObjectNode node = array.addObject();
            node.put("channel", row.channel().isEmpty() ? null : row.channel());
            node.put("queue", row.queue());
            node.put("depth", row.state().map(state -> state.messages()).orElse(null));
            node.put("depthEstimated", row.estimated());
            node.put("consumers", row.state().map(state -> state.consumers()).orElse(null));
            node.put("unconsumed", row.isUnconsumed());
            row.actions().forEach(node.putArray("actions")::add);
        }
        for (Unserved channel : unserved) {
            ObjectNode node = array.addObject();
            node.put("channel", channel.name());
            List.of("queue", "depth", "consumers").forEach(node::putNull);
            node.putArray("actions");
            node.put("notServed", channel.reason());
        }
        return array;
    }
}
