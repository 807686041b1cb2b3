package io.stagedoor.operations.deadletters;

import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.operations.Invalid;
import io.stagedoor.wire.QueueNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a person filters dead letters by; an empty component filters nothing.
 *
 * @param queue {@code dead-letter/deliver/cmdb}, or {@code deliver/cmdb} for short
 * @param reason a word of {@link #REASONS}
 * @param channel its address
 * @param olderThan dead letters for longer than this
 * @param newerThan dead letters for less long than this
 */
public record DeadLetterCriteria(
        Optional<String> queue,
        Optional<String> reason,
        Optional<String> destination,
        Optional<String> channel,
        Optional<Duration> olderThan,
        Optional<Duration> newerThan) {

    public static final DeadLetterCriteria ALL = new DeadLetterCriteria(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Every word that can be the reason of a dead letter. */
    public static final List<String> REASONS = Stream.concat(
                    Arrays.stream(DeadLetterReason.values()).map(DeadLetterReason::word),
                    Stream.of(StoredDeadLetter.BROKER, StoredDeadLetter.UNREADABLE))
            .toList();

    /**
     * @param queues the existing dead-letter queues
     * @param limit 0 for none
     * @param name how the caller calls a component, such as {@code --older-than} for {@code olderThan}
     * @throws Invalid for a queue or a reason that does not exist; the message lists those that do
     */
    public DeadLetterFilter filter(Collection<String> queues, long limit, Instant now, UnaryOperator<String> name) {
        if (olderThan.isPresent() && newerThan.isPresent() && olderThan.get().compareTo(newerThan.get()) >= 0) {
            throw new Invalid(
                    "olderThan",
                    "no dead letter can match both " + name.apply("olderThan") + " and " + name.apply("newerThan")
                            + ": swap the two values?");
        }
        return new DeadLetterFilter(
                known(queues, name),
                reason(name),
                destination,
                channel,
                newerThan.map(now::minus),
                olderThan.map(now::minus),
                limit);
    }

    private Optional<String> known(Collection<String> queues, UnaryOperator<String> name) {
        if (queue.isEmpty()) {
            return queue;
        }
        String whole = QueueNames.isDeadLetter(queue.get()) ? queue.get() : QueueNames.deadLetter(queue.get());
        if (!queues.contains(whole)) {
            throw new Invalid(
                    "queue",
                    name.apply("queue") + ": the broker has no queue '" + whole + "'; it has "
                            + (queues.isEmpty() ? "no dead-letter queue" : String.join(", ", queues)));
        }
        return Optional.of(whole);
    }

    private Optional<String> reason(UnaryOperator<String> name) {
        if (reason.isPresent() && !REASONS.contains(reason.get())) {
            throw new Invalid(
                    "reason",
                    name.apply("reason") + " must be one of " + String.join(", ", REASONS) + ", not '" + reason.get()
                            + "'");
        }
        return reason;
    }
}
