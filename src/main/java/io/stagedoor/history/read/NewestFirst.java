package io.stagedoor.history.read;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.segment.RecordId;
import io.stagedoor.history.segment.SegmentSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds the newest records that match, and reads no more segments than it must.
 *
 * <pre>
 *   time ──────────────────────────────────────────▶
 *   segments       ├───────────┤   ├────────┤├────┤      sorted by their end, read from the right
 *                        ├──────────┤ ├──────┤
 *                              ▲
 *                      the end of the next unread one: all records that began after it are known
 * </pre>
 */
final class NewestFirst {

    /** Segments of one round: some 64 KiB each, in memory. */
    private static final int MOST_AT_ONCE = 64;

    private final SegmentSource source;
    private final HistoryFilter filter;
    private final String last;

    /** @param last the record before the first one wanted; null for the newest */
    NewestFirst(SegmentSource source, HistoryFilter filter, RecordId last) {
        this.source = source;
        this.filter = filter;
        this.last = last == null ? null : last.toString();
    }

    /** @param segments that can have such records */
    List<AttemptRecord> take(List<SegmentSummary> segments, int limit) throws IOException {
        List<SegmentSummary> unread = new ArrayList<>(segments);
        unread.sort(Comparator.comparingLong(SegmentSummary::to).reversed());
        // By id: it begins with the start.
        NavigableMap<String, AttemptRecord> found = new TreeMap<>(Comparator.reverseOrder());
        List<AttemptRecord> sure = new ArrayList<>();
        int atOnce = 1;
        while (sure.size() < limit && !unread.isEmpty()) {
            List<SegmentSummary> some = unread.subList(0, atOnce(unread, limit - sure.size(), atOnce));
            for (AttemptRecord attempt : source.records(some)) {
                if (filter.matches(attempt) && (last == null || attempt.id().compareTo(last) < 0)) {
                    found.put(attempt.id(), attempt);
                }
            }
            some.clear();
            long known = unread.isEmpty() ? Long.MIN_VALUE : unread.get(0).to();
            while (!found.isEmpty()
                    && sure.size() < limit
                    && found.firstEntry().getValue().start().toEpochMilli() > known) {
                sure.add(found.pollFirstEntry().getValue());
            }
            atOnce = Math.min(atOnce * 4, MOST_AT_ONCE);
        }
        return sure;
    }

    /** As many as have enough records if all match; but more each time, because fewer may. */
    private static int atOnce(List<SegmentSummary> unread, int wanted, int least) {
        int count = 0;
        int records = 0;
        while (count < unread.size() && count < MOST_AT_ONCE && (records < wanted || count < least)) {
            records += unread.get(count++).records();
        }
        return count;
    }
}
