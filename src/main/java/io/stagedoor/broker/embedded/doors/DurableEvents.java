package io.stagedoor.broker.embedded.doors;

import io.stagedoor.wire.QueueNames;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPStandardMessage;
import org.apache.qpid.proton.amqp.messaging.Header;

/**
 * Keeps every event on the disk, also one whose producer did not ask for it: AMQP messages are not durable unless their
 * header says so (AMQP 1.0, 3.2.1), many clients do not say it, and such an event would be gone after a crash.
 */
public final class DurableEvents implements ActiveMQServerMessagePlugin {

    /**
     * Management, and whose turn it is. A stored message that stays while all others go keeps the broker from taking
     * their files back: it would copy what is left out of them again and again.
     */
    private static final List<String> NO_EVENTS = List.of("activemq.", QueueNames.LEASE);

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        OrRefuse.unless(() -> makeDurable(message));
    }

    private static void makeDurable(Message message) throws ActiveMQException {
        String address = String.valueOf(message.getAddress());
        if (message.isDurable() || NO_EVENTS.stream().anyMatch(address::startsWith)) {
            return;
        }
        if (message.isLargeMessage()) {
            // It stands in a file already that the next start of the broker removes, and so would its copies.
            throw new ActiveMQException(
                    "it is not durable, and too large to be made so here: send what has more than 300 KiB"
                            + " with a header that has durable=true");
        }
        try {
            if (message instanceof AMQPStandardMessage event) {
                Section.rewrite(event, Header.class, DurableEvents::durable);
            } else {
                message.setDurable(true);
                message.reencode();
            }
            if (!message.isDurable()) {
                throw new IllegalArgumentException("its header does not come first");
            }
        } catch (RuntimeException e) {
            // Artemis accepts a message though a plugin fails, but for this exception.
            throw new ActiveMQException(
                    "it is not durable, and cannot be made so: send it with a header that has" + " durable=true ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    private static Header durable(Header given) {
        Header header = given == null ? new Header() : given;
        header.setDurable(true);
        return header;
    }
}
