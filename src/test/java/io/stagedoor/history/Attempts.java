package io.stagedoor.history;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Records for tests. */
public final class Attempts {

    public static final Instant NOW = Instant.parse("2026-11-23T07:10:38.378Z");
    public static final String CHANNEL = "backstage/scaffolder/task";

    private Attempts() {}

    /** A delivery of {@code event} that began {@code ms} after {@link #NOW}. */
    public static AttemptRecord delivered(String destination, String event, long ms) {
        return new AttemptRecord(
                null,
                NOW.plusMillis(ms),
                Duration.ofMillis(12),
                destination,
                "delivered",
                204,
                null,
                1,
                null,
                event(event),
                exchange(event));
    }

    /** An attempt that failed, and is retried after a minute. */
    public static AttemptRecord failed(String destination, String event, long ms, Integer status) {
        Instant start = NOW.plusMillis(ms);
        return new AttemptRecord(
                null,
                start,
                Duration.ofMillis(15_000),
                destination,
                "retried",
                status,
                "HTTP " + status,
                2,
                start.plusSeconds(60),
                event(event),
                null);
    }

    private static RecordedEvent event(String id) {
        byte[] body = ("{\"eventPayload\":{\"taskId\":\"task-" + id + "\"}}").getBytes(StandardCharsets.UTF_8);
        return new RecordedEvent(id, CHANNEL, "task-" + id, "application/json", NOW.minusMillis(40), body);
    }

    private static RecordedExchange exchange(String event) {
        return new RecordedExchange(
                "127.0.0.1:8089",
                Map.of("webhook-id", event, "authorization", "***"),
                Map.of("content-type", "text/plain"),
                "thanks for " + event,
                false);
    }
}
