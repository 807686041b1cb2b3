package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.QueueNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Selects dead letters; an empty component matches any.
 *
 * @param queue the full name of the queue
 * @param since selects those that became dead letters after this
 * @param until selects those that became dead letters before this; a dead letter without a time matches neither
 * @param limit for all queues together, the oldest of each first; 0 for no limit
 */
public record DeadLetterFilter(
        Optional<String> queue,
        Optional<String> reason,
        Optional<String> destination,
        Optional<String> channel,
        Optional<Instant> since,
        Optional<Instant> until,
        long limit)
        implements Predicate<StoredDeadLetter> {

    /** Whether it selects every dead letter of the queues. */
    public boolean all() {
        return reason.isEmpty() && destination.isEmpty() && channel.isEmpty() && since.isEmpty() && until.isEmpty();
    }

    boolean meansQueue(String name) {
        return queue.isEmpty() || queue.get().equals(name);
    }

    /** The queues that it selects, sorted. */
    public Map<String, Long> of(Map<String, Long> depths) {
        Map<String, Long> selected = new TreeMap<>(depths);
        selected.keySet().removeIf(name -> !meansQueue(name));
        return selected;
    }

    @Override
    public boolean test(StoredDeadLetter letter) {
        return meansQueue(letter.queue())
                && (reason.isEmpty() || reason.get().equals(letter.reason()))
                && (destination.isEmpty()
                        || isOf(letter, letter.destination(), destination.get(), QueueNames.DESTINATION))
                && (channel.isEmpty() || isOf(letter, letter.channel(), channel.get(), ""))
                && (since.isEmpty()
                        || letter.since().filter(since.get()::isBefore).isPresent())
                && (until.isEmpty()
                        || letter.since().filter(until.get()::isAfter).isPresent());
    }

    // A message that the broker set aside has neither property, but its queue tells.
    private static boolean isOf(StoredDeadLetter letter, Optional<String> says, String wanted, String prefix) {
        return says.map(wanted::equals)
                .orElseGet(() -> letter.queue().equals(QueueNames.DEAD_LETTER + prefix + wanted)
                        || letter.origin().filter((prefix + wanted)::equals).isPresent());
    }
}
