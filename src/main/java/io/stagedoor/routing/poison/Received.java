package io.stagedoor.routing.poison;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * A message as received from the channel's queue.
 *
 * @param id its JMS message ID at that time, or null: when a message is sent on, for instance as a dead letter, JMS
 *     changes its ID
 */
public record Received(Message message, String id) {

    static Received of(Message message) {
        try {
            return new Received(message, message.getJMSMessageID());
        } catch (JMSException | RuntimeException unreadable) {
            return new Received(message, null); // Only its body distinguishes it.
        }
    }
}
