package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.QueueNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which dead letters are meant. What is empty means any.
 *
 * @param queue its whole name
 * @param since from when on they are dead letters, exclusive
 * @param until up to when, exclusive; one that does not know its time is neither before nor after anything
 * @param limit of all queues together, from the oldest on in each; 0 for none
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

    /** Whether every dead letter of the queues is meant. */
    public boolean all() {
        return reason.isEmpty() && destination.isEmpty() && channel.isEmpty() && since.isEmpty() && until.isEmpty();
    }

    boolean meansQueue(String name) {
        return queue.isEmpty() || queue.get().equals(name);
    }

    /** Of some queues those that it means, in order. */
    public Map<String, Long> of(Map<String, Long> depths) {
        Map<String, Long> meant = new TreeMap<>(depths);
        meant.keySet().removeIf(name -> !meansQueue(name));
        return meant;
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

    // What the broker set aside says neither, but its queue does.
    private static boolean isOf(StoredDeadLetter letter, Optional<String> says, String wanted, String prefix) {
        return says.map(wanted::equals)
                .orElseGet(() -> letter.queue().equals(QueueNames.DEAD_LETTER + prefix + wanted)
                        || letter.origin().filter((prefix + wanted)::equals).isPresent());
    }
}
