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

    /** The result of the attempt in one word, for metrics. */
    String outcome();

    /** The same verdict with the route of the attempt, for the dead letter. */
    default Verdict by(String route) {
        return this;
    }

    record Delivered() implements Verdict {
        @Override
        public String outcome() {
            return DELIVERED;
        }
    }

    /** @param due the earliest time of the next attempt, by this program's clock */
    record Retry(Attempts attempts, Instant due) implements Verdict {
        @Override
        public String outcome() {
            return RETRIED;
        }
    }

    /** The event becomes a dead letter; its reason is the outcome. */
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
     * Pause the destination. The event stays in its place in the queue, and the attempt does not count.
     *
     * @param otherwise the verdict if the broker cannot pause the queue
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

    /** Not attempted: an earlier event of the same key has failed, and this one waits behind it. */
    record Park() implements Verdict {
        @Override
        public String outcome() {
            return "parked";
        }
    }

    /** Not attempted: the run ends, and the event goes back because the other events of its message are settled. */
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
