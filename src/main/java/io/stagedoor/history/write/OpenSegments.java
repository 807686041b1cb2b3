package io.stagedoor.history.write;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.segment.Packing;
import io.stagedoor.history.segment.Segment;
import io.stagedoor.history.segment.SegmentBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The segments that still grow: one for each destination. For one thread. */
final class OpenSegments {

    /** Bytes before they are compressed; the broker stores what is above 300 KiB in a file of its own. */
    private static final int FULL = 128 * 1024;

    private static final int WRITER = 12;

    private final Duration age;
    private final Packing packing;
    private final String writer = UUID.randomUUID().toString().replace("-", "").substring(0, WRITER);
    private final Map<String, SegmentBuilder> open = new LinkedHashMap<>();
    private long count;

    /** @param age after which a segment is closed */
    OpenSegments(Duration age, Packing packing) {
        this.age = age;
        this.packing = packing;
    }

    /**
     * Adds it.
     *
     * @param now by {@link System#nanoTime}
     * @return the segment, if it is full now; else null
     */
    Segment add(AttemptRecord attempt, long now) {
        String destination = attempt.destination();
        SegmentBuilder segment = open.computeIfAbsent(
                destination, name -> new SegmentBuilder(name, writer + "-" + Long.toString(count++, 36), now));
        segment.add(attempt);
        if (segment.size() < FULL) {
            return null;
        }
        open.remove(destination);
        return segment.finish(packing);
    }

    /** Those that are old enough, closed. */
    List<Segment> aged(long now) {
        return close(now - age.toNanos());
    }

    /** All of them, closed. */
    List<Segment> all(long now) {
        return close(now);
    }

    private List<Segment> close(long openedUntil) {
        List<Segment> closed = new ArrayList<>();
        // In the order in which they were opened.
        for (Iterator<SegmentBuilder> each = open.values().iterator(); each.hasNext(); ) {
            SegmentBuilder segment = each.next();
            if (segment.opened() - openedUntil > 0) {
                break;
            }
            closed.add(segment.finish(packing));
            each.remove();
        }
        return closed;
    }
}
