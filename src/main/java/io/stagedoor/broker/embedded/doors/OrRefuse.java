package io.stagedoor.broker.embedded.doors;

import org.apache.activemq.artemis.api.core.ActiveMQException;

/**
 * A look at a message that must not fail. Of what a plugin throws, Artemis refuses a message for an {@link
 * ActiveMQException} alone; after anything else it lets the message in, unchecked.
 */
final class OrRefuse {

    private OrRefuse() {}

    interface Look {
        void look() throws ActiveMQException;
    }

    /** @throws ActiveMQException also where the message cannot be read, or is nested too deep for that */
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
