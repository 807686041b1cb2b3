package io.stagedoor.history.read;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.MissingRight;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.History;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.HistoryPage;
import io.stagedoor.history.segment.RecordId;
import io.stagedoor.history.segment.SegmentSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Connection;

/** Reads the history in the broker. Keeps a connection; the next question after a lost one opens another. */
public final class BrokerHistory implements History, AutoCloseable {

    /** Something that is done with a connection. */
    private interface Question<T> {
        T ask(SegmentSource source) throws IOException;
    }

    private final AmqpConnector broker;
    private final Runnable before;
    private Connection connection;

    /** A history that others write. */
    public BrokerHistory(AmqpConnector broker) {
        this(broker, () -> {});
    }

    /** @param before is done before each question: sees to it that the broker has all attempts of this program */
    public BrokerHistory(AmqpConnector broker, Runnable before) {
        this.broker = broker;
        this.before = before;
    }

    @Override
    public HistoryPage page(HistoryFilter filter, int limit, String cursor) throws IOException {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("the limit is " + limit + ", and not from 1 to " + MOST);
        }
        RecordId last = cursor == null ? null : Cursor.parse(cursor);
        before.run();
        return ask(source -> {
            List<SegmentSummary> index = source.index(segment -> segment.mayMatch(filter) && reaches(segment, last));
            List<AttemptRecord> found = new NewestFirst(source, filter, last).take(index, limit + 1);
            boolean more = found.size() > limit;
            List<AttemptRecord> page = more ? found.subList(0, limit) : found;
            return new HistoryPage(page, more ? Cursor.after(page.get(limit - 1)) : null);
        });
    }

    private static boolean reaches(SegmentSummary segment, RecordId last) {
        return last == null || segment.from() <= last.start();
    }

    @Override
    public Optional<AttemptRecord> attempt(String id) throws IOException {
        RecordId where = RecordId.parse(id);
        before.run();
        return ask(source -> {
            // From the index, because the broker would create a queue that is not there.
            List<SegmentSummary> segments =
                    source.index(segment -> segment.segment().equals(where.segment())
                            && segment.destination().equals(where.destination()));
            return source.records(segments).stream()
                    .filter(attempt -> attempt.id().equals(id))
                    .findFirst();
        });
    }

    private <T> T ask(Question<T> question) throws IOException {
        Connection used = connection();
        try {
            return question.ask(new SegmentSource(used));
        } catch (IOException lost) {
            forget(used);
            if (MissingRight.in(lost)) {
                throw new IOException(
                        "this user has no right to read the delivery history; a standalone broker needs the broker.xml of"
                                + " this version: " + lost.getMessage(),
                        lost);
            }
            Connection fresh = connection();
            try {
                return question.ask(new SegmentSource(fresh));
            } catch (IOException e) {
                forget(fresh);
                e.addSuppressed(lost);
                throw e;
            }
        }
    }

    private synchronized Connection connection() throws IOException {
        if (connection == null) {
            connection = broker.open();
        }
        return connection;
    }

    private synchronized void forget(Connection lost) {
        if (connection == lost) {
            connection = null;
        }
        lost.closeAsync();
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
