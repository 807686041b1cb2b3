package io.stagedoor.operations.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.operations.Cursor;
import io.stagedoor.operations.Page;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a page of dead letters: queue after queue in the order of their names, in each the oldest first, because a
 * broker gives out a queue from its beginning.
 *
 * <pre>
 *   queue    [ ── before the cursor ── | item, item, no match, item ] ─▶ next queue
 *                                      at most {@value #MOST_LOOKED_AT} are looked at for one page
 * </pre>
 *
 * A cursor has the queue, how many of its messages came before, and which was the last one: if messages before it have
 * left the queue meanwhile, it is found earlier; if it has left itself, the number decides.
 */
final class DeadLetterReader {

    static final int MOST_LOOKED_AT = 20_000;

    private final DeadLetterQueues queues;
    private final DeadLetterFilter filter;
    private final int limit;
    private final List<StoredDeadLetter> items = new ArrayList<>();
    private long lookedAt;
    private String next;

    DeadLetterReader(DeadLetterQueues queues, DeadLetterFilter filter, int limit) {
        this.queues = queues;
        this.filter = filter;
        this.limit = limit;
    }

    /**
     * @param depths of all queues
     * @param cursor null for the first page
     */
    Page<StoredDeadLetter> read(Map<String, Long> depths, String cursor) throws IOException {
        TreeMap<String, Long> wanted = new TreeMap<>(filter.of(depths));
        Place from = cursor == null ? null : Place.parse(cursor);
        Map<String, Long> left = from == null ? wanted : wanted.tailMap(from.queue(), true);
        for (Map.Entry<String, Long> queue : left.entrySet()) {
            Place start = from != null && from.queue().equals(queue.getKey()) ? from : new Place(queue.getKey(), 0, "");
            read(start, queue.getValue());
            if (next != null) {
                break;
            }
        }
        return new Page<>(items, next);
    }

    private void read(Place start, long depth) throws IOException {
        long[] seen = new long[1];
        boolean[] passed = {start.before() == 0};
        queues.browse(start.queue(), depth, (letter, message) -> {
            seen[0]++;
            if (!passed[0]) {
                passed[0] = mark(letter).equals(start.last());
                if (passed[0] || seen[0] <= start.before()) {
                    return true;
                }
                passed[0] = true;
            }
            lookedAt++;
            if (filter.test(letter)) {
                items.add(letter);
            }
            if (items.size() < limit && lookedAt < MOST_LOOKED_AT) {
                return true;
            }
            next = new Place(start.queue(), seen[0], mark(letter)).cursor();
            return false;
        });
    }

    private static String mark(StoredDeadLetter letter) {
        return letter.id() + "@" + letter.since().map(Instant::toString).orElse("");
    }

    /** @param before how many messages of the queue come before the page */
    private record Place(String queue, long before, String last) {

        static Place parse(String text) {
            Cursor cursor = Cursor.parse(text, 3);
            return new Place(cursor.parts()[0], cursor.number(1), cursor.parts()[2]);
        }

        String cursor() {
            return new Cursor(queue, Long.toString(before), last).text();
        }
    }
}
