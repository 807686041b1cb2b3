package io.stagedoor.cli.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.BreakerSign;
import io.stagedoor.broker.queue.EventCount;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Asks the broker about the destinations that have a queue on it. */
final class Destinations implements AutoCloseable {

    /** The broker needs a while to list many waiting attempts. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AmqpConnector connector;
    private final QueueManagement management;
    private Optional<Map<String, List<String>>> consumers;
    private final EventCount events = new EventCount(EventProperties.EVENTS);

    Destinations(BrokerSettings settings) throws IOException {
        connector = new AmqpConnector(settings);
        try {
            management = new QueueManagement(connector.open(), PATIENCE);
        } catch (IOException e) {
            connector.close();
            throw e;
        }
    }

    /** The names, sorted. */
    List<String> names() throws IOException {
        return management.queues().stream()
                .filter(queue -> QueueNames.isDestination(queue) && !QueueNames.isParked(queue))
                .map(QueueNames::destinationOf)
                .toList();
    }

    /** @throws ParameterException for an unknown name; the message lists the known ones */
    String known(String name, CommandSpec command) throws IOException {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new ParameterException(
                    command.commandLine(),
                    "no destination '" + name + "' has a queue on this broker; "
                            + (names.isEmpty()
                                    ? "no destination has"
                                    : "it has queues for " + String.join(", ", names)));
        }
        return name;
    }

    DestinationRow row(String name) throws IOException {
        String queue = QueueNames.destination(name);
        QueueState state = state(queue).orElse(QueueState.NONE);
        EventCount.Due due = events.due(management, queue, state);
        String dead = QueueNames.deadLetter(queue);
        long deadLetters = state(dead).map(QueueState::messages).orElse(0L);
        // If the broker does not tell the filters, an open breaker counts as a consumer.
        List<String> filters = consumers()
                .map(all -> all.getOrDefault(queue, List.of()))
                .orElseGet(() -> Collections.nCopies(state.consumers(), ""));
        int openBreakers = BreakerSign.among(filters);
        return new DestinationRow(
                name,
                due.waiting(),
                due.inFlight(),
                due.estimate(),
                state.scheduled(),
                parked(queue),
                deadLetters,
                deadLetters > 0 && management.paging(dead),
                state.paused(),
                filters.size() - openBreakers,
                openBreakers);
    }

    /** Asks the broker only once. */
    private Optional<Map<String, List<String>>> consumers() throws IOException {
        if (consumers == null) {
            consumers = management.consumers();
        }
        return consumers;
    }

    /** The events in the parked queues; empty when there is no such queue. */
    private Optional<Long> parked(String destination) throws IOException {
        Optional<Long> sum = Optional.empty();
        for (String queue : management.queues()) {
            if (queue.startsWith(QueueNames.parked(destination))) {
                long messages = state(queue).map(QueueState::messages).orElse(0L);
                sum = Optional.of(sum.orElse(0L) + messages);
            }
        }
        return sum;
    }

    private Optional<QueueState> state(String queue) throws IOException {
        return management.ask(queue);
    }

    void pause(String name) throws IOException {
        management.pause(QueueNames.destination(name));
    }

    void resume(String name) throws IOException {
        management.resume(QueueNames.destination(name));
    }

    /** The events that wait for their next attempt; each a JSON object of its properties. */
    JsonNode attempts(String name) throws IOException {
        return management.scheduled(QueueNames.destination(name));
    }

    @Override
    public void close() {
        management.close();
        connector.close();
    }
}
