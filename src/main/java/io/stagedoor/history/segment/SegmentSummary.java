package io.stagedoor.history.segment;

import io.stagedoor.history.HistoryFilter;
import java.util.Set;

/**
 * What the index says of a segment: enough to know whether it can contain what somebody looks for.
 *
 * @param segment unique: of the process that wrote it, and a number
 * @param from the earliest start in it, ms since 1970
 * @param to the latest start in it
 * @param words its outcomes, statuses and channels, see {@link Words}
 * @param keys its event ids and subjects, see {@link KeySet}
 */
public record SegmentSummary(
        String destination, String segment, long from, long to, int records, Set<String> words, KeySet keys) {

    /** False only if no attempt in it can match. */
    public boolean mayMatch(HistoryFilter filter) {
        return (filter.destinations().isEmpty() || filter.destinations().contains(destination))
                && (filter.from() == null || to >= filter.from().toEpochMilli())
                && (filter.until() == null || from < filter.until().toEpochMilli())
                && Words.mayMatch(words, filter)
                && (filter.eventId() == null || keys.mayContain(filter.eventId()))
                && (filter.subject() == null || keys.mayContain(KeySet.subject(filter.subject())));
    }
}
