package io.stagedoor.bench.process;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** How long after its sending each event was received, and over how many connections. Thread-safe. */
public final class Measured {

    /** Before the time of sending, in µs since the epoch, in an event's correlation id. */
    static final String SENT = "sent-at-";

    private final Set<Object> connections = new HashSet<>();
    private int mostConnections;
    private long[] latencies = new long[1024];
    private int count;
    private long first;
    private long last;

    public static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    void add(byte[] body) {
        long received = now();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int start = text.lastIndexOf(SENT) + SENT.length();
        long sent = Long.parseLong(text.substring(start, text.indexOf('"', start)));
        add(received, received - sent);
    }

    private synchronized void add(long received, long latency) {
        if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * count);
        }
        latencies[count++] = latency;
        first = count == 1 ? received : Math.min(first, received);
        last = Math.max(last, received);
    }

    synchronized void connected(Object connection) {
        connections.add(connection);
        mostConnections = Math.max(mostConnections, connections.size());
    }

    synchronized void disconnected(Object connection) {
        connections.remove(connection);
    }

    synchronized int count() {
        return count;
    }

    /** What was received since it was last asked. */
    synchronized Taken take() {
        Arrays.sort(latencies, 0, count);
        Taken taken =
                new Taken(count, percentile(0.5), percentile(0.99), percentile(0.999), first, last, mostConnections);
        count = 0;
        last = 0;
        mostConnections = connections.size();
        return taken;
    }

    private long percentile(double share) {
        return count == 0 ? 0 : latencies[Math.min(count - 1, (int) (count * share))];
    }
}
