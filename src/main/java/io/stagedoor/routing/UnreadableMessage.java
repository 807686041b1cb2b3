package io.stagedoor.routing;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.CharacterCodingException;

/**
 * The JMS client cannot make a message of what the broker gave it: bytes that claim to be text and are not, a type
 * annotation that the body belies. It gives such a message back, for another client to try.
 */
final class UnreadableMessage extends Exception {

    private UnreadableMessage(Exception cause) {
        super(cause);
    }

    /** Makes the listener container open a new consumer. */
    JMSException reopen() {
        return new JMSException("consuming anew after a message that JMS cannot read");
    }

    interface Receive {
        Message receive() throws JMSException;
    }

    /** @throws JMSException when it is the connection that failed */
    static Message tellApart(Receive receive) throws JMSException, UnreadableMessage {
        try {
            return receive.receive();
        } catch (JMSException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new UnreadableMessage(e);
            }
            throw e;
        } catch (IllegalStateException | ClassCastException e) {
            throw new UnreadableMessage(e);
        }
    }
}
