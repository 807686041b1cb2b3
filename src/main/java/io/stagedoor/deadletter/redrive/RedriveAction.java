package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.queue.Incoming;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Back to the queue that it came from. */
public final class RedriveAction implements DeadLetterAction {

    private final DeadLetterQueues queues;
    private final Optional<Revalidation> revalidation;
    private final Consumption consumption;
    private final boolean force;

    /**
     * @param revalidation where given, what does not pass it stays
     * @param force to send also where nobody would ever take it
     */
    public RedriveAction(
            DeadLetterQueues queues, Optional<Revalidation> revalidation, Consumption consumption, boolean force) {
        this.queues = queues;
        this.revalidation = revalidation;
        this.consumption = consumption;
        this.force = force;
    }

    @Override
    public Optional<String> obstacle(StoredDeadLetter letter, Message<?> message) throws IOException, ClientException {
        if (!letter.readable()) {
            return Optional.of("of " + letter.queue() + " that cannot be read, and not be sent as an event: 'discard'"
                    + " removes them, 'show' has their bytes");
        }
        Optional<String> origin = letter.origin();
        if (origin.isEmpty()) {
            return Optional.of("of " + letter.queue() + ", and nothing says which queue they came from");
        }
        // The broker wrote down where it was; that may be no place of ours, or be gone.
        if (letter.queue().equals(QueueNames.DEAD_LETTER_OF_BROKER)
                && (QueueNames.isDeadLetter(origin.get()) || !queues.exists(origin.get()))) {
            return Optional.of(
                    "of " + letter.queue() + ": they came from '" + origin.get() + "', which is no queue to send to");
        }
        if (!force) {
            Optional<String> nobody = consumption.lastingly(origin.get());
            if (nobody.isPresent()) {
                return Optional.of("of " + letter.queue() + ": " + nobody.get());
            }
        }
        if (!Incoming.encodable(Redrive.message(letter, message, origin.get()))) {
            return Optional.of("of " + letter.queue() + ": the message has values that cannot be sent again");
        }
        return revalidation.flatMap(check -> check.fault(letter));
    }

    @Override
    public String where(StoredDeadLetter letter) {
        return "to " + letter.origin().orElseThrow();
    }

    @Override
    public Fate fate(StoredDeadLetter letter, Message<?> message) throws ClientException {
        String address = letter.origin().orElseThrow();
        return new Fate.Send(address, Redrive.message(letter, message, address));
    }

    @Override
    public Fate fateOfUnreadable() {
        return new Fate.Leave();
    }
}
