package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.StoredDeadLetter;
import java.io.IOException;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** What is done with the dead letters that are meant. */
public interface DeadLetterAction {

    /**
     * Why it stays where it is all the same; empty where nothing stands against it.
     *
     * @param message a copy; null where it cannot be read
     */
    Optional<String> obstacle(StoredDeadLetter letter, Message<?> message) throws IOException, ClientException;

    /** Where it goes, in words: {@code to deliver/cmdb}. */
    String where(StoredDeadLetter letter);

    Fate fate(StoredDeadLetter letter, Message<?> message) throws ClientException;

    /** Of one without an obstacle that cannot be read. */
    Fate fateOfUnreadable();
}
