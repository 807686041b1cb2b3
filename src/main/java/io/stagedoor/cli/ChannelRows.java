package io.stagedoor.cli;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.QueueManagement;
import io.stagedoor.broker.QueueState;
import io.stagedoor.contract.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The channels of the contract, and what waits in their queues and dead-letter queues. */
final class ChannelRows {

    // Someone looks at a terminal: what the contract says is worth having without a long wait.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Channel> channels;

    ChannelRows(List<Channel> channels) {
        this.channels = channels;
    }

    /** @throws IOException when no broker answers within 2 seconds, or it does not let us ask */
    List<ChannelRow> withBroker(BrokerSettings settings) throws IOException {
        try (AmqpConnector connector = new AmqpConnector(settings, PATIENCE);
                QueueManagement management = new QueueManagement(connector.open(), PATIENCE)) {
            List<ChannelRow> rows = new ArrayList<>();
            for (Channel channel : channels) {
                rows.add(row(channel, management.ask(channel.address())));
            }
            for (Channel channel : channels) {
                String queue = "dead-letter/" + channel.address();
                management
                        .ask(queue)
                        .filter(state -> state.messages() > 0)
                        .ifPresent(state -> rows.add(new ChannelRow("", queue, List.of(), Optional.of(state))));
            }
            return rows;
        }
    }

    List<ChannelRow> withoutBroker() {
        return channels.stream().map(channel -> row(channel, Optional.empty())).toList();
    }

    private static ChannelRow row(Channel channel, Optional<QueueState> state) {
        return new ChannelRow(channel.name(), channel.address(), channel.actions(), state);
    }
}
