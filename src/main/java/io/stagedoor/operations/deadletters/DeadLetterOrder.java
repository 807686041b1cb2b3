package io.stagedoor.operations.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What to do with which dead letters.
 *
 * @param ids of events, whole; empty for all that match the criteria
 * @param limit the most; 0 for no limit
 * @param dryRun whether to count only
 * @param force for a redrive: also to a queue that does not exist, or that nothing consumes although a program runs
 */
public record DeadLetterOrder(
        Action action, Set<String> ids, DeadLetterCriteria criteria, long limit, boolean dryRun, boolean force) {

    public enum Action {
        /** Sends them again, to the queues that they came from. */
        REDRIVE,
        /** As a redrive, but only those that are valid by the current contract. */
        REVALIDATE,
        /** Removes them for ever. */
        DISCARD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int SHOWN = 5;

    public DeadLetterOrder {
        ids = Set.copyOf(ids);
    }

    /** Which ones, for people. */
    String words() {
        List<String> words = new ArrayList<>();
        if (ids.isEmpty()) {
            words.add("all");
        } else {
            words.add(
                    "ids=" + String.join(",", ids.stream().sorted().limit(SHOWN).toList())
                            + (ids.size() > SHOWN ? ",… (" + ids.size() + ")" : ""));
        }
        criteria.queue().ifPresent(queue -> words.add("queue=" + queue));
        criteria.reason().ifPresent(reason -> words.add("reason=" + reason));
        criteria.destination().ifPresent(name -> words.add("destination=" + name));
        criteria.channel().ifPresent(channel -> words.add("channel=" + channel));
        criteria.olderThan().ifPresent(time -> words.add("olderThan=" + time));
        criteria.newerThan().ifPresent(time -> words.add("newerThan=" + time));
        if (limit > 0) {
            words.add("limit=" + limit);
        }
        return String.join(" ", words);
    }
}
