package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.StoredDeadLetter;
import java.io.IOException;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** What to do with the selected dead letters: redrive or discard. */
public interface DeadLetterAction {

    /**
     * Why this dead letter must stay in its queue; empty when it can go.
     *
     * @param message a copy; null when it cannot be read
     */
    Optional<String> obstacle(StoredDeadLetter letter, Message<?> message) throws IOException, ClientException;

    /** Where it goes, for people: {@code to deliver/cmdb}. */
    String where(StoredDeadLetter letter);

    Fate fate(StoredDeadLetter letter, Message<?> message) throws ClientException;

    /** The fate of a message that cannot be read, and has no obstacle. */
    Fate fateOfUnreadable();
}
