package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.queue.Incoming;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** What happens to a message that a {@link HandOff} takes. */
public sealed interface Fate {

    /** It stays in its queue. */
    record Leave() implements Fate {}

    /** It is removed for ever. */
    record Remove() implements Fate {}

    /** It is removed, and {@code message} is sent to the queue {@code address}. */
    record Send(String address, Message<?> message) implements Fate {}

    /** Decides on messages, without side effects: the broker may refuse the transaction. */
    @FunctionalInterface
    interface Judge {
        Fate of(Message<?> message) throws ClientException;

        /** The fate of a message that cannot be read: it can be removed, but not sent again. */
        default Fate ofUnreadable(Incoming.Unreadable message) {
            return new Leave();
        }
    }
}
