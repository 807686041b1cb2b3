package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.queue.Incoming;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** What becomes of a message that a {@link HandOff} looks at. */
public sealed interface Fate {

    /** It stays in its queue. */
    record Leave() implements Fate {}

    /** It goes, for ever. */
    record Remove() implements Fate {}

    /** It goes, and in its place {@code message} stands in the queue {@code address}. */
    record Send(String address, Message<?> message) implements Fate {}

    /** Decides, and changes nothing by itself: the broker may not take what was decided. */
    @FunctionalInterface
    interface Judge {
        Fate of(Message<?> message) throws ClientException;

        /** Of one that cannot be read: it can be removed, but not sent anew. */
        default Fate ofUnreadable(Incoming.Unreadable message) {
            return new Leave();
        }
    }
}
