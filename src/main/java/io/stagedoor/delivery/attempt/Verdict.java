package io.stagedoor.delivery.attempt;

import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What happens to an event after an attempt. */
public sealed interface Verdict {

    String DELIVERED = "delivered";
    String RETRIED = "retried";
    String HELD = "held";

    /** What the attempt came to, in one word: as metrics have it. */
    String outcome();

    /** The same, of an attempt that this route made: its dead letter says so. */
    default Verdict by(String route) {
        return this;
    }

    record Delivered() implements Verdict {
        @Override
        public String outcome() {
            return DELIVERED;
        }
    }

    /** @param due by this program's clock: not before, and as soon after as it gets there */
    record Retry(Attempts attempts, Instant due) implements Verdict {
        @Override
        public String outcome() {
            return RETRIED;
        }
    }

    /** A dead letter; its reason is the outcome. */
    record GiveUp(DeadLetter deadLetter) implements Verdict {
        @Override
        public String outcome() {
            return deadLetter.reason().word();
        }

        @Override
        public GiveUp by(String route) {
            return new GiveUp(deadLetter.by(route));
        }
    }

    /**
     * The destination is to be paused, and the event stays where it is in its queue, with no attempt lost.
     *
     * @param otherwise for where the broker cannot pause a queue
     */
    record Hold(Verdict otherwise) implements Verdict {
        @Override
        public String outcome() {
            return HELD;
        }

        @Override
        public Verdict by(String route) {
            return new Hold(otherwise.by(route));
        }
    }

    /** Not attempted: an earlier event of its entity has failed, and this one waits behind it. */
    record Park() implements Verdict {
        @Override
        public String outcome() {
            return "parked";
        }
    }

    /** Not attempted: the run ends, and its message goes because of the other events in it. */
    record GiveBack() implements Verdict {
        @Override
        public String outcome() {
            return "given-back";
        }
    }

    /** @param failure null when the attempt succeeded */
    static Verdict of(Delivery delivery, Failure failure, RetrySchedule schedule, Instant now, RandomGenerator random) {
        if (failure == null) {
            return new Delivered();
        }
        if (failure.kind() == Failure.Kind.OURS) {
            Attempts hindered = delivery.attempts().hindered(failure, now);
            return new Retry(hindered, now.plus(schedule.afterFaults(hindered.faults(), random)));
        }
        Attempts attempts = delivery.attempts().failed(failure, now);
        if (failure.permanent()) {
            boolean ours = failure.kind() == Failure.Kind.UNDELIVERABLE;
            return giveUp(
                    delivery.destination(),
                    attempts,
                    ours ? DeadLetterReason.UNDELIVERABLE : DeadLetterReason.REJECTED);
        }
        Verdict scheduled = schedule.next(attempts.made(), failure.notBefore(), random)
                .<Verdict>map(delay -> new Retry(attempts, now.plus(delay)))
                .orElseGet(() -> giveUp(delivery.destination(), attempts, DeadLetterReason.EXHAUSTED));
        return failure.kind() == Failure.Kind.GONE ? new Hold(scheduled) : scheduled;
    }

    static GiveUp giveUp(String destination, Attempts attempts, DeadLetterReason reason) {
        return new GiveUp(new DeadLetter(
                reason,
                attempts.lastError(),
                null,
                destination,
                attempts.made(),
                attempts.firstFailure(),
                attempts.lastFailure(),
                attempts.lastStatus(),
                null,
                null,
                null));
    }
}
