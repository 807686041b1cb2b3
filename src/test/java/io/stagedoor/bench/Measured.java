package io.stagedoor.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** How long after its sending each event was received. Thread-safe. */
final class Measured {

    /** Before the time of sending, in µs since the epoch, in an event's correlation id. */
    static final String SENT = "sent-at-";

    private long[] latencies = new long[1024];
    private int count;
    private long last;

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    void add(byte[] body) {
        long received = now();
        String text = new String(body, StandardCharsets.UTF_8);
        int start = text.indexOf(SENT) + SENT.length();
        long sent = Long.parseLong(text.substring(start, text.indexOf('"', start)));
        add(received, received - sent);
    }

    private synchronized void add(long received, long latency) {
        if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * count);
        }
        latencies[count++] = latency;
        last = Math.max(last, received);
    }

    synchronized int count() {
        return count;
    }

    /** {@code COUNT P50 P99 LAST}, latencies in µs, the last receipt in µs since the epoch; and begins anew. */
    synchronized String take() {
        Arrays.sort(latencies, 0, count);
        String taken = count + " " + percentile(0.5) + " " + percentile(0.99) + " " + last;
        count = 0;
        last = 0;
        return taken;
    }

    private long percentile(double share) {
        return count == 0 ? 0 : latencies[Math.min(count - 1, (int) (count * share))];
    }
}
