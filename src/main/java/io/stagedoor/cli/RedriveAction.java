package io.stagedoor.cli;

import io.stagedoor.broker.Fate;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.Redrive;
import io.stagedoor.deadletter.StoredDeadLetter;
import java.io.IOException;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Back to the queue that it came from. */
final class RedriveAction implements DeadLetterAction {

    private final DeadLetterQueues queues;
    private final Optional<Revalidation> revalidation;

    /** @param revalidation where given, what does not pass it stays */
    RedriveAction(DeadLetterQueues queues, Optional<Revalidation> revalidation) {
        this.queues = queues;
        this.revalidation = revalidation;
    }

    @Override
    public Optional<String> obstacle(StoredDeadLetter letter) throws IOException {
        Optional<String> origin = letter.origin();
        if (origin.isEmpty()) {
            return Optional.of("of " + letter.queue() + ", and nothing says which queue they came from");
        }
        // The broker wrote down where it was; that may be no place of ours, or be gone.
        if (letter.queue().equals(DeadLetter.BROKER_QUEUE)
                && (origin.get().startsWith(DeadLetter.ADDRESS_PREFIX) || !queues.exists(origin.get()))) {
            return Optional.of(
                    "of " + letter.queue() + ": they came from '" + origin.get() + "', which is no queue to send to");
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
}
