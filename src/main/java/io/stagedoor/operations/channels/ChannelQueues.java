package io.stagedoor.operations.channels;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.broker.queue.Unconsumed;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks the broker about the channels of the contract, their dead-letter queues, and queues
 * with messages that nothing consumes. For a channel whose address has parameters, it lists the addresses that have a
 * queue on the broker.
 */
public final class ChannelQueues {

    private final Contract contract;
    private final Duration patience;

    /** @param patience how long to wait for each answer of a broker */
    public ChannelQueues(Contract contract, Duration patience) {
        this.contract = contract;
        this.patience = patience;
    }

    /** @throws IOException when no broker answers in time, or it refuses the question */
    public List<ChannelQueue> withBroker(BrokerSettings settings) throws IOException {
        try (AmqpConnector connector = new AmqpConnector(settings, patience);
                QueueManagement management = new QueueManagement(connector.open(), patience)) {
            List<Channel> channels = new ArrayList<>(contract.channels());
            channels.addAll(ofTemplates(management));
            List<ChannelQueue> rows = new ArrayList<>();
            for (Channel channel : channels) {
                Optional<QueueState> state = management.ask(channel.address());
                rows.add(row(channel, state, estimated(management, channel.address(), state)));
            }
            contract.templates().forEach(template -> rows.add(row(template, Optional.empty(), false)));
            for (Channel channel : channels) {
                String queue = QueueNames.deadLetter(channel.address());
                Optional<QueueState> state = management.ask(queue).filter(dead -> dead.messages() > 0);
                if (state.isPresent()) {
                    rows.add(new ChannelQueue("", queue, List.of(), state, estimated(management, queue, state)));
                }
            }
            for (Unconsumed left : Unconsumed.of(management.all(), this::isListed)) {
                Optional<QueueState> state = Optional.of(left.state());
                boolean estimated = estimated(management, left.queue(), state);
                rows.add(new ChannelQueue("", left.queue(), List.of(), state, estimated));
            }
            return rows;
        }
    }

    /** Whether the queue is a channel, listed anyway, or of a destination, listed by others. */
    private boolean isListed(String queue) {
        return QueueNames.isDestination(queue) || contract.at(queue).isPresent();
    }

    public List<ChannelQueue> withoutBroker() {
        return Stream.concat(contract.channels().stream(), contract.templates().stream())
                .map(channel -> row(channel, Optional.empty(), false))
                .toList();
    }

    private List<Channel> ofTemplates(QueueManagement management) throws IOException {
        if (contract.templates().isEmpty()) {
            return List.of();
        }
        return management.queues().stream()
                .sorted()
                .flatMap(queue -> contract.at(queue).stream())
                .filter(channel -> !contract.channels().contains(channel))
                .toList();
    }

    private static boolean estimated(QueueManagement management, String queue, Optional<QueueState> state)
            throws IOException {
        return state.filter(some -> some.messages() > 0).isPresent() && management.paging(queue);
    }

    private static ChannelQueue row(Channel channel, Optional<QueueState> state, boolean estimated) {
        return new ChannelQueue(channel.name(), channel.address(), channel.actions(), state, estimated);
    }
}
