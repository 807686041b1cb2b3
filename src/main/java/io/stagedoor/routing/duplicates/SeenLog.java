package io.stagedoor.routing.duplicates;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.Drain;
import io.stagedoor.broker.queue.QueueBrowser;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * The log of the ids of a channel's routed events, in queues of the broker that nobody consumes and that drop old
 * messages:
 *
 * <pre>
 *   routing transaction ─▶ seen/&lt;channel&gt;          one message for each commit, with its ids; the last 1,000
 *         and sometimes ─▶ seen/&lt;channel&gt;/older    one for every 500 ids; the last 70
 * </pre>
 *
 * Each process reads all of it at its start, and the new entries whenever it gets the {@link CommitLease}: the holder
 * of the lease knows what every process has routed. A body has one id on each line.
 *
 * <p>Call {@link #open} and {@link #read} in one thread, while nobody writes: {@link CommitLease} ensures that.
 */
public final class SeenLog {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Longest wait for an answer of the broker. Others wait meanwhile, see {@link CommitLease}. */
    private static final Duration ANSWER = Duration.ofMillis(500);

    /**
     * @param entries messages in {@code seen/<channel>}; twice {@code block}, because each may have just one id
     * @param block ids in a message of {@code older}
     * @param atOnce how many of those may also be in the block of another process: each process learns in another order
     *     what the consumers of the writer commit at the same time
     * @param blocks messages in {@code older}
     */
    record Size(int entries, int block, int atOnce, int blocks) {}

    private static final Size SIZE = new Size(1_000, 500, 200, 70);

    private final String queue;
    private final Size size;
    private final Consumer<List<String>> seen;
    private final Set<String> sinceBlock = new LinkedHashSet<>();
    private String writer;
    private Connection connection;
    private Receiver entries;
    private Drain drain;
    private int nextBlock;
    private volatile boolean made;

    /**
     * @param channel its address
     * @param seen gets the ids read, the oldest first
     */
    public SeenLog(String channel, Consumer<List<String>> seen) {
        this(channel, SIZE, seen);
    }

    public SeenLog(String channel, Size size, Consumer<List<String>> seen) {
        this.size = size;
        this.queue = QueueNames.seen(channel);
        this.seen = seen;
    }

    /** Call it with each new connection, before anything else. */
    void open(AmqpConnector broker, Connection connection)
            throws IOException, ClientException, InterruptedException, ExecutionException, TimeoutException {
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            management.lifecycle().createRing(queue, size.entries());
            management.lifecycle().createRing(older(), size.blocks());
        }
        made = true;
        new QueueBrowser(connection).browse(older(), message -> {
            seen.accept(ids(message));
            return true;
        });
        this.connection = connection;
        begin();
    }

    private void begin() throws ClientException, InterruptedException, ExecutionException, TimeoutException {
        writer = UUID.randomUUID().toString(); // Entries that it wrote before are read like those of others.
        blockWritten(List.copyOf(sinceBlock));
        ReceiverOptions options = QueueLinks.browser(Optional.empty()).drainTimeout(ANSWER.toMillis());
        entries = connection.openReceiver(queue, options);
        entries.openFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        drain = new Drain(entries);
    }

    /**
     * Reads what others have written since the last time.
     *
     * @return whether there are new entries
     */
    boolean read() throws ClientException, InterruptedException, ExecutionException, TimeoutException {
        boolean anything = false;
        List<Delivery> read;
        do {
            read = drain();
            for (Delivery delivery : read) {
                Message<?> message = delivery.message();
                delivery.settle();
                if (!writer.equals(message.property(EventProperties.WRITER))) {
                    read(message);
                    anything = true;
                }
            }
        } while (read.size() == size.entries());
        return anything;
    }

    private List<Delivery> drain() throws ClientException, InterruptedException, ExecutionException, TimeoutException {
        try {
            return drain.take(size.entries());
        } catch (ExecutionException overlooked) {
            LOG.debugf(overlooked, "%s: reading it from the beginning again", queue);
            Drain.unread(entries);
            entries.closeAsync();
            begin();
            return drain.take(size.entries());
        }
    }

    private synchronized void read(Message<?> message) throws ClientException {
        List<String> ids = ids(message);
        seen.accept(ids);
        Object end = message.property(EventProperties.BLOCK);
        if (end != null) {
            List<String> known = new ArrayList<>(sinceBlock);
            blockWritten(known.subList(0, Math.max(0, known.indexOf(end) + 1 - size.atOnce())));
        }
        sinceBlock.addAll(ids);
    }

    /**
     * Writes ids in the transaction of the session. Without the right to create the queues, it writes nothing.
     *
     * @return to run after the commit
     */
    Runnable write(jakarta.jms.Session session, List<String> ids) throws JMSException {
        if (!made) {
            return () -> {};
        }
        List<String> added = List.copyOf(ids);
        List<String> block = block();
        TextMessage entry = session.createTextMessage(String.join("\n", added));
        entry.setStringProperty(EventProperties.WRITER, writer);
        try (jakarta.jms.MessageProducer producer = session.createProducer(null)) {
            if (!block.isEmpty()) {
                producer.send(session.createQueue(older()), session.createTextMessage(String.join("\n", block)));
                entry.setStringProperty(EventProperties.BLOCK, block.get(block.size() - 1));
            }
            producer.send(session.createQueue(queue), entry);
        }
        return () -> written(added, block);
    }

    private synchronized List<String> block() {
        if (sinceBlock.size() < nextBlock) {
            return List.of();
        }
        nextBlock = sinceBlock.size() + size.block(); // In case this transaction is rolled back.
        return List.copyOf(sinceBlock);
    }

    private synchronized void written(List<String> ids, List<String> block) {
        if (!block.isEmpty()) {
            blockWritten(block);
        }
        sinceBlock.addAll(ids);
    }

    private void blockWritten(List<String> block) {
        block.forEach(sinceBlock::remove);
        nextBlock = sinceBlock.size() + size.block();
    }

    private String older() {
        return queue + "/older";
    }

    private static List<String> ids(Message<?> message) throws ClientException {
        return List.of(String.valueOf(message.body()).split("\n"));
    }
}
