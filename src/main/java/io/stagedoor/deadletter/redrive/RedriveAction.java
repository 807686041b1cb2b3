package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.queue.Incoming;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Sends dead letters back to the queues that they came from. */
public final class RedriveAction implements DeadLetterAction {

    private final DeadLetterQueues queues;
    private final Optional<Revalidation> revalidation;
    private final Consumption consumption;
    private final boolean force;

    /**
     * @param revalidation if present, events that fail it stay
     * @param force whether to send also to queues that nothing consumes
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
            return Optional.of("in " + letter.queue() + ": the message cannot be read, and so not be sent; 'show'"
                    + " prints its"
                    + " bytes, 'discard' removes it");
        }
        Optional<String> origin = letter.origin();
        if (origin.isEmpty()) {
            return Optional.of("in " + letter.queue() + ": the message does not say which queue it came from");
        }
        // The broker recorded the queue; it may not be one of ours, or no longer exist.
        if (letter.queue().equals(QueueNames.DEAD_LETTER_OF_BROKER)
                && (QueueNames.isDeadLetter(origin.get()) || !queues.exists(origin.get()))) {
            return Optional.of(
                    "in " + letter.queue() + ": cannot send to '" + origin.get() + "', where the message came from");
        }
        if (!force) {
            Optional<String> unconsumed = consumption.lastingly(origin.get());
            if (unconsumed.isPresent()) {
                return Optional.of("in " + letter.queue() + ": " + unconsumed.get());
            }
        }
        if (!Incoming.encodable(Redrive.message(letter, message, origin.get()))) {
            return Optional.of("in " + letter.queue() + ": the message has values that cannot be sent again");
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
