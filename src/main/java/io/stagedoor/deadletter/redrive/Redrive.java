package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.util.Map;
import org.apache.qpid.protonj2.client.AdvancedMessage;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Turns a dead letter back into the event that it was: it removes the facts about the failure, and does not read the
 * body.
 */
public final class Redrive {

    private Redrive() {}

    /**
     * @param address the queue that it goes to: of a destination, where its attempts start again, or of a channel,
     *     where it is like an event from a producer
     */
    public static Message<?> message(StoredDeadLetter letter, Message<?> message, String address)
            throws ClientException {
        boolean toDestination = QueueNames.isDestination(address);
        for (String name : letter.properties().keySet()) {
            boolean ofTheEvent = toDestination && EventProperties.OF_THE_EVENT.contains(name);
            if (name.startsWith(EventProperties.PREFIX) && !ofTheEvent) {
                message.removeProperty(name);
            }
        }
        if (!toDestination && letter.named()) {
            // The routing stage derives the id again; without an id in the body it uses the message-id. So the id stays
            // the same.
            message.messageId(letter.id());
        }
        forgetExpiry(message.toAdvancedMessage());
        return DeadLetterMessage.anew(message, Map.of());
    }

    /** Otherwise an event that was set aside because it expired would expire again at once. */
    private static void forgetExpiry(AdvancedMessage<?> message) throws ClientException {
        if (message.header() != null) {
            message.header().clearTimeToLive();
        }
        if (message.properties() != null) {
            message.properties().clearAbsoluteExpiryTime();
        }
    }
}
