package io.stagedoor.broker.embedded.doors;

import org.apache.activemq.artemis.api.core.ActiveMQException;

/**
 * Runs a check of a message, and refuses the message if the check itself fails. Artemis refuses a message only for an
 * {@link ActiveMQException} of a plugin; after any other exception it accepts the message unchecked.
 */
final class OrRefuse {

    private OrRefuse() {}

    interface Look {
        void look() throws ActiveMQException;
    }

    /** @throws ActiveMQException also when the message is unreadable, or nested too deep */
    static void unless(Look look) throws ActiveMQException {
        try {
            look.look();
        } catch (StackOverflowError deep) {
            throw new ActiveMQException("its values are nested too deep for the broker to read");
        } catch (RuntimeException unreadable) {
            throw new ActiveMQException("the broker cannot read it: " + unreadable, unreadable);
        }
    }
}
