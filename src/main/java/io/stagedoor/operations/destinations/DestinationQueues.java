package io.stagedoor.operations.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.BreakerSign;
import io.stagedoor.broker.queue.EventCount;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.operations.NotFound;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the broker about the destinations that have a queue on it, over a connection of its own. For one thread. */
public final class DestinationQueues implements AutoCloseable {

    /** The broker needs a while to list many waiting attempts. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AmqpConnector connector;
    private final QueueManagement management;
    private Optional<Map<String, List<String>>> consumers;
    private final EventCount events = new EventCount(EventProperties.EVENTS);

    /** @throws IOException when no broker answers, or it does not permit this */
    public DestinationQueues(BrokerSettings settings) throws IOException {
        connector = new AmqpConnector(settings);
        try {
            management = new QueueManagement(connector.open(), PATIENCE);
        } catch (IOException e) {
            connector.close();
            throw e;
        }
    }

    /** The names, sorted. */
    public List<String> names() throws IOException {
        return management.queues().stream()
                .filter(queue -> QueueNames.isDestination(queue) && !QueueNames.isParked(queue))
                .map(QueueNames::destinationOf)
                .toList();
    }

    /** @throws NotFound for an unknown name; the message lists the known ones */
    public String known(String name) throws IOException {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new NotFound("no destination '" + name + "' has a queue on this broker; "
                    + (names.isEmpty() ? "no destination has" : "it has queues for " + String.join(", ", names)));
        }
        return name;
    }

    public DestinationQueue state(String name) throws IOException {
        String queue = QueueNames.destination(name);
        QueueState state = ask(queue).orElse(QueueState.NONE);
        String dead = QueueNames.deadLetter(queue);
        long deadLetters = ask(dead).map(QueueState::messages).orElse(0L);
        return of(
                name,
                state,
                events.due(management, queue, state),
                parked(queue),
                deadLetters,
                deadLetters > 0 && management.paging(dead),
                consumers().map(all -> all.getOrDefault(queue, List.of())));
    }

    /** @param filters of the consumers of its queue; empty if the broker does not tell them */
    static DestinationQueue of(
            String name,
            QueueState state,
            EventCount.Due due,
            Optional<Long> parked,
            long deadLetters,
            boolean deadLettersEstimated,
            Optional<List<String>> filters) {
        // If the broker does not tell the filters, an open breaker counts as a consumer.
        List<String> known = filters.orElseGet(() -> Collections.nCopies(state.consumers(), ""));
        int openBreakers = BreakerSign.among(known);
        return new DestinationQueue(
                name,
                due.waiting(),
                due.inFlight(),
                due.estimate(),
                state.scheduled(),
                parked,
                deadLetters,
                deadLettersEstimated,
                state.paused(),
                known.size() - openBreakers,
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
                long messages = ask(queue).map(QueueState::messages).orElse(0L);
                sum = Optional.of(sum.orElse(0L) + messages);
            }
        }
        return sum;
    }

    private Optional<QueueState> ask(String queue) throws IOException {
        return management.ask(queue);
    }

    /** Stops deliveries to it, for every program on the broker, until somebody resumes it. */
    public void pause(String name) throws IOException {
        management.pause(QueueNames.destination(name));
    }

    public void resume(String name) throws IOException {
        management.resume(QueueNames.destination(name));
    }

    /** The events that wait for their next attempt, the next one first. */
    public List<WaitingAttempt> waiting(String name) throws IOException {
        JsonNode scheduled = management.scheduled(QueueNames.destination(name));
        return WaitingAttempt.all(scheduled);
    }

    @Override
    public void close() {
        management.close();
        connector.close();
    }
}
