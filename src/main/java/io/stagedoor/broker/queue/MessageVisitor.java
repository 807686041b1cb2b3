package io.stagedoor.broker.queue;

import java.io.IOException;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Receives the messages of a queue one by one. */
@FunctionalInterface
public interface MessageVisitor {

    /** @return whether it wants more */
    boolean visit(Message<?> message) throws IOException, ClientException;

    /**
     * Receives a message that cannot be read.
     *
     * @return as {@link #visit}
     */
    default boolean visitUnreadable(Incoming.Unreadable message) throws IOException, ClientException {
        return true;
    }
}
