package io.stagedoor.routing;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.Drain;
import io.stagedoor.broker.QueueBrowser;
import io.stagedoor.broker.QueueLinks;
import io.stagedoor.broker.QueueManagement;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * The ids of a channel's routed events, in queues of the broker that nobody consumes, and that forget what is old:
 *
 * <pre>
 *   routing transaction ─▶ seen/&lt;channel&gt;          one message a commit, with the ids of its events; the last 2,000
 *         and sometimes ─▶ seen/&lt;channel&gt;/older    one for each 1,000 ids; the last 20
 * </pre>
 *
 * Each process reads all of it when it begins, and what is new each time that it has the {@link CommitTurn}: who has the
 * turn knows what every process has routed. A body is the ids, one a line.
 *
 * <p>Not safe for use by several threads: its user is {@link CommitTurn}, and who is in it.
 */
final class SeenLog {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * @param entries how many are kept in {@code seen/<channel>}; twice {@code block}, since each may have one id
     * @param block ids of a message in {@code older}
     * @param blocks how many of them are kept
     */
    record Size(int entries, int block, int blocks) {}

    private static final Size SIZE = new Size(2_000, 1_000, 20);

    /** Of a message, where its ids up to the one before are in {@code older}. */
    private static final String BLOCK_WRITTEN = "stagedoor_block";

    private final String queue;
    private final Size size;
    private final Consumer<List<String>> seen;
    private final List<String> sinceBlock = new ArrayList<>();
    private Receiver entries;
    private boolean blockTried;
    private volatile boolean made;

    /**
     * @param channel its address
     * @param seen is told what is read, the oldest first
     */
    SeenLog(String channel, Consumer<List<String>> seen) {
        this(channel, SIZE, seen);
    }

    SeenLog(String channel, Size size, Consumer<List<String>> seen) {
        this.size = size;
        this.queue = "seen/" + channel;
        this.seen = seen;
    }

    /** To be called with each new connection, before anything else. */
    void open(AmqpConnector broker, Connection connection)
            throws IOException, ClientException, InterruptedException, ExecutionException, TimeoutException {
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            management.createRing(queue, size.entries());
            management.createRing(older(), size.blocks());
        }
        made = true;
        sinceBlock.clear();
        new QueueBrowser(connection).browse(older(), message -> {
            seen.accept(ids(message));
            return true;
        });
        entries = connection.openReceiver(queue, QueueLinks.browser(Optional.empty()));
        entries.openFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reads what is new; what this process wrote, too. */
    void read() throws ClientException, InterruptedException, ExecutionException {
        blockTried = false;
        List<Delivery> read;
        do {
            read = Drain.of(entries, size.entries());
            for (Delivery delivery : read) {
                Message<?> message = delivery.message();
                delivery.settle();
                List<String> ids = ids(message);
                seen.accept(ids);
                if (message.hasProperty(BLOCK_WRITTEN)) {
                    sinceBlock.clear();
                }
                sinceBlock.addAll(ids);
            }
        } while (read.size() == size.entries());
    }

    /** In the transaction of the session; nothing where the broker did not let us make the queues. */
    synchronized void write(jakarta.jms.Session session, List<String> ids) throws JMSException {
        if (!made) {
            return;
        }
        TextMessage entry = session.createTextMessage(String.join("\n", ids));
        try (jakarta.jms.MessageProducer producer = session.createProducer(null)) {
            if (sinceBlock.size() >= size.block() && !blockTried) {
                blockTried = true; // Whether it is committed shows when it is read.
                TextMessage block = session.createTextMessage(String.join("\n", sinceBlock));
                producer.send(session.createQueue(older()), block);
                entry.setBooleanProperty(BLOCK_WRITTEN, true);
            }
            producer.send(session.createQueue(queue), entry);
        }
    }

    private String older() {
        return queue + "/older";
    }

    private static List<String> ids(Message<?> message) throws ClientException {
        return List.of(String.valueOf(message.body()).split("\n"));
    }
}
