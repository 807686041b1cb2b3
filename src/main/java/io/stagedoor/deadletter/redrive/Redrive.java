package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.util.Map;
import org.apache.qpid.protonj2.client.AdvancedMessage;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Makes of a dead letter the event that it was: what tells of the failure goes, the body is not looked at. */
public final class Redrive {

    private Redrive() {}

    /**
     * @param address the queue that it goes to: that of a destination, where its attempts begin anew, or of a channel,
     *     where it is an event that a producer sent
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
            // The routing stage makes the id anew, and where the body has none, of this. So it stays the same.
            message.messageId(letter.id());
        }
        forgetExpiry(message.toAdvancedMessage());
        return DeadLetterMessage.anew(message, Map.of());
    }

    /** Else what was set aside because it expired would expire again at once. */
    private static void forgetExpiry(AdvancedMessage<?> message) throws ClientException {
        if (message.header() != null) {
            message.header().clearTimeToLive();
        }
        if (message.properties() != null) {
            message.properties().clearAbsoluteExpiryTime();
        }
    }
}
