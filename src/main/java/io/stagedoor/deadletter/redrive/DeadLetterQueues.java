package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.Incoming.Unreadable;
import io.stagedoor.broker.queue.MessageVisitor;
import io.stagedoor.broker.queue.QueueBrowser;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.Selector;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Gives one command access to the broker's dead-letter queues. */
public final class DeadLetterQueues implements AutoCloseable {

    /** Receives the dead letters of a queue one by one. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param message null when it cannot be read
         * @return whether it wants more from this queue
         */
        boolean visit(StoredDeadLetter letter, Message<?> message) throws IOException, ClientException;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETURN = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MS = 20;

    private final AmqpConnector connector;
    private final Connection connection;
    private final QueueManagement management;

    public DeadLetterQueues(BrokerSettings settings) throws IOException {
        connector = new AmqpConnector(settings);
        try {
            connection = connector.open();
            management = new QueueManagement(connector.open(), PATIENCE);
        } catch (IOException e) {
            connector.close();
            throw e;
        }
    }

    /**
     * The number of dead letters by queue, including empty queues. An estimate for a queue that the broker keeps on its
     * disk.
     */
    public Map<String, Long> depths() throws IOException {
        Map<String, Long> depths = new TreeMap<>();
        for (String queue : management.queues()) {
            if (QueueNames.isDeadLetter(queue)) {
                management.ask(queue).ifPresent(state -> depths.put(queue, state.messages()));
            }
        }
        return depths;
    }

    /**
     * Browses the queue to its end, or until only new dead letters can follow.
     *
     * @param depth what the queue held at the start
     */
    public void browse(String queue, long depth, Visitor visitor) throws IOException {
        if (depth > 0) {
            new QueueBrowser(connection).browse(queue, atMost(queue, depth, visitor));
        }
    }

    /**
     * Shows the dead letters of an event. The broker looks for them; only if it has part of the queue on its disk, it
     * sends the whole queue.
     *
     * @param id as in {@link StoredDeadLetter#id}
     * @param depth what the queue held at the start
     */
    public void find(String id, String queue, long depth, Visitor visitor) throws IOException {
        Visitor only = (letter, message) -> !letter.id().equals(id) || visitor.visit(letter, message);
        if (depth == 0 || paging(queue)) {
            browse(queue, depth, only);
            return;
        }
        String selector = Selector.in(EventProperties.EVENT_ID, List.of(id)) + " OR "
                + Selector.isMissing(EventProperties.EVENT_ID);
        new QueueBrowser(connection).browse(queue, selector, atMost(queue, depth, only));
    }

    private static MessageVisitor atMost(String queue, long depth, Visitor visitor) {
        long most = atMost(depth);
        long[] seen = new long[1];
        return new MessageVisitor() {

            @Override
            public boolean visit(Message<?> message) throws IOException, ClientException {
                return visitor.visit(StoredDeadLetter.of(queue, message), message) && ++seen[0] < most;
            }

            @Override
            public boolean visitUnreadable(Unreadable message) throws IOException, ClientException {
                return visitor.visit(letter(queue, message), null) && ++seen[0] < most;
            }
        };
    }

    static StoredDeadLetter letter(String queue, Unreadable message) {
        return StoredDeadLetter.unreadable(queue, message.bytes(), message.why());
    }

    /** An upper limit, because the broker's count of a queue on its disk is an estimate. */
    static long atMost(long depth) {
        return depth + depth / 10 + 1_000;
    }

    /**
     * Waits at most five seconds until no consumer holds a dead letter of this queue. After a command is killed, the
     * broker needs a moment to notice, and then delays its messages by the redelivery delay.
     */
    public void awaitReturned(String queue) throws IOException {
        long end = System.nanoTime() + RETURN.toNanos();
        while ((management.delivering(queue) > 0 || keptBack(queue)) && System.nanoTime() < end) {
            Pause.millis(LOOK_AGAIN_MS);
        }
    }

    private boolean keptBack(String queue) throws IOException {
        return management.ask(queue).filter(state -> state.scheduled() > 0).isPresent();
    }

    boolean exists(String queue) throws IOException {
        return management.queues().contains(queue);
    }

    boolean paging(String queue) throws IOException {
        return management.paging(queue);
    }

    public Consumption consumption() {
        return new Consumption(management);
    }

    HandOff handOff() {
        return new HandOff(connector);
    }

    @Override
    public void close() {
        connector.close();
    }
}
