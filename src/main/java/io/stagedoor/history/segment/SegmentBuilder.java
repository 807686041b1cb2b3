package io.stagedoor.history.segment;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.RecordedEvent;
import io.stagedoor.history.RecordedExchange;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Packs the attempts of one destination into a {@link Segment}; {@link SegmentReader} reads it. For one thread.
 *
 * <pre>
 *   start (ms after that of the record before) · duration (ms) · outcome · status or 0 · attempt
 *   next attempt (0, or 1 + ms after the start) · error (0, or 1 and text)
 *   event: id · channel · content type · received (ms before the start) · subject (0, or 1 and text)
 *          body (0, or 1 and bytes)
 *   exchange: 0, or 1 and: address (0, or 1 and text) · request headers · response headers · body · whether truncated
 *   headers: their number, name and value of each
 * </pre>
 */
public final class SegmentBuilder {

    private final String destination;
    private final String segment;
    private final long opened;
    private final Output out = new Output();
    private final Set<String> words = new HashSet<>();
    private long[] keys = new long[64];
    private int keyCount;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private long before;
    private int records;
    private AttemptRecord last;

    /** @param opened when it got its first record, by {@link System#nanoTime} */
    public SegmentBuilder(String destination, String segment, long opened) {
        this.destination = destination;
        this.segment = segment;
        this.opened = opened;
    }

    public long opened() {
        return opened;
    }

    /** Bytes so far, before they are compressed. */
    public int size() {
        return out.size();
    }

    /** @param attempt of this destination; its id is not used, its place here becomes its id */
    public void add(AttemptRecord attempt) {
        long start = attempt.start().toEpochMilli();
        out.signed(start - before);
        before = start;
        out.number(attempt.duration().toMillis());
        out.text(attempt.outcome());
        out.number(attempt.status() == null ? 0 : attempt.status());
        out.number(attempt.attempt());
        Instant next = attempt.nextAttempt();
        out.number(next == null ? 0 : 1);
        if (next != null) {
            out.signed(next.toEpochMilli() - start);
        }
        optional(attempt.error());
        event(attempt.event(), start);
        exchange(attempt.exchange());
        from = Math.min(from, start);
        to = Math.max(to, start);
        if (!Words.same(attempt, last)) {
            Words.add(words, attempt);
            last = attempt;
        }
        key(attempt.event().id());
        if (attempt.event().subject() != null) {
            key(KeySet.subject(attempt.event().subject()));
        }
        records++;
    }

    private void event(RecordedEvent event, long start) {
        out.text(event.id());
        out.text(event.channel());
        out.text(event.contentType());
        out.signed(start - event.received().toEpochMilli());
        optional(event.subject());
        out.number(event.body() == null ? 0 : 1);
        if (event.body() != null) {
            out.data(event.body());
        }
    }

    private void exchange(RecordedExchange exchange) {
        out.number(exchange == null ? 0 : 1);
        if (exchange == null) {
            return;
        }
        optional(exchange.address());
        headers(exchange.requestHeaders());
        headers(exchange.responseHeaders());
        out.text(exchange.responseBody());
        out.number(exchange.truncated() ? 1 : 0);
    }

    private void headers(Map<String, String> headers) {
        out.number(headers.size());
        headers.forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
    }

    private void optional(String text) {
        out.number(text == null ? 0 : 1);
        if (text != null) {
            out.text(text);
        }
    }

    private void key(String text) {
        if (keyCount == keys.length) {
            keys = Arrays.copyOf(keys, keyCount * 2);
        }
        keys[keyCount++] = KeySet.hash(text);
    }

    /** The segment with all records; at least one. */
    public Segment finish(Packing packing) {
        SegmentSummary summary = new SegmentSummary(
                destination, segment, from, to, records, Set.copyOf(words), KeySet.of(keys, keyCount));
        return new Segment(summary, packing.pack(out.bytes()));
    }
}
