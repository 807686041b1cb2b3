package io.stagedoor.history.read;

import io.stagedoor.broker.queue.QueueBrowser;
import io.stagedoor.broker.queue.Selector;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.segment.Index;
import io.stagedoor.history.segment.SegmentReader;
import io.stagedoor.history.segment.SegmentSummary;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/** Gets the index and the segments from the broker. */
final class SegmentSource {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.history");

    /** Of the queues: the broker looks through them on several threads. */
    private static final int AT_ONCE = 6;

    private final Connection connection;

    SegmentSource(Connection connection) {
        this.connection = connection;
    }

    /** What the index knows, as far as it is wanted. */
    List<SegmentSummary> index(Predicate<SegmentSummary> wanted) throws IOException {
        List<SegmentSummary> all = new ArrayList<>();
        String queue = QueueNames.HISTORY_INDEX;
        new QueueBrowser(connection).look(queue, message -> {
            read(queue, () -> Index.read(body(message)).stream().filter(wanted).forEach(all::add));
            return true;
        });
        return all;
    }

    /** The records of these segments, without an order; none of those that are gone. */
    List<AttemptRecord> records(List<SegmentSummary> segments) throws IOException {
        Map<String, List<String>> byDestination = new LinkedHashMap<>();
        for (SegmentSummary segment : segments) {
            byDestination
                    .computeIfAbsent(segment.destination(), name -> new ArrayList<>())
                    .add(segment.segment());
        }
        if (byDestination.size() == 1) {
            Map.Entry<String, List<String>> only =
                    byDestination.entrySet().iterator().next();
            return records(only.getKey(), only.getValue());
        }
        return together(byDestination);
    }

    private List<AttemptRecord> together(Map<String, List<String>> byDestination) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<List<AttemptRecord>>> asked = new ArrayList<>();
            byDestination.forEach(
                    (destination, segments) -> asked.add(threads.submit(() -> records(destination, segments))));
            List<AttemptRecord> all = new ArrayList<>();
            for (Future<List<AttemptRecord>> one : asked) {
                all.addAll(one.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<AttemptRecord> records(String destination, List<String> segments) throws IOException {
        String queue = QueueNames.history(destination);
        // By segment: one whose confirmation was lost is there twice.
        Map<String, List<AttemptRecord>> found = new HashMap<>();
        new QueueBrowser(connection).browse(queue, Selector.in(EventProperties.SEGMENT, segments), message -> {
            String segment = (String) message.property(EventProperties.SEGMENT);
            read(queue, () -> found.put(segment, SegmentReader.read(destination, segment, body(message))));
            return found.size() < segments.size();
        });
        return found.values().stream().flatMap(List::stream).toList();
    }

    private interface Reading {
        void read() throws IOException, ClientException;
    }

    /** A message that somebody else put there does not hide the others. */
    private static void read(String queue, Reading reading) throws ClientException {
        try {
            reading.read();
        } catch (IOException e) {
            LOG.warnf("%s: a message is not of the delivery history: %s", queue, e.getMessage());
        }
    }

    private static byte[] body(Message<?> message) throws IOException, ClientException {
        if (message.body() instanceof byte[] bytes) {
            return bytes;
        }
        throw new IOException("its body has no bytes");
    }
}
