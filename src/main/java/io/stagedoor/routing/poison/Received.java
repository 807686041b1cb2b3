package io.stagedoor.routing.poison;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * A message as it came from the channel's queue.
 *
 * @param id its JMS message ID then, or null: JMS gives a message that is sent on, as a dead letter is, another one
 */
public record Received(Message message, String id) {

    static Received of(Message message) {
        try {
            return new Received(message, message.getJMSMessageID());
        } catch (JMSException | RuntimeException unreadable) {
            return new Received(message, null); // Its body has to tell it from others.
        }
    }
}
