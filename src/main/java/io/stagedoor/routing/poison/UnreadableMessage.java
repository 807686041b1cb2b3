package io.stagedoor.routing.poison;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.CharacterCodingException;

/**
 * The JMS client failed on a message although the connection works: it cannot receive the message, or cannot send it
 * on. {@code io.stagedoor.broker.qpid} should prevent this.
 */
public final class UnreadableMessage extends Exception {

    public UnreadableMessage(Throwable cause) {
        super(cause);
    }

    /** The exception that makes the listener container open a new consumer. */
    public JMSException reopen() {
        return new JMSException("attaching again after a message that JMS cannot read");
    }

    public interface Receive {
        Message receive() throws JMSException;
    }

    /** @throws JMSException when it is the connection that failed */
    public static Message tellApart(Receive receive) throws JMSException, UnreadableMessage {
        try {
            return receive.receive();
        } catch (JMSException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new UnreadableMessage(e);
            }
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnreadableMessage(e);
        }
    }
}
