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
 * Stores every event on the disk, even if its producer does not ask for it. AMQP messages are durable only if their
 * header says so (AMQP 1.0, 3.2.1), many clients do not set it, and a crash would lose such an event.
 */
public final class DurableEvents implements ActiveMQServerMessagePlugin {

    /**
     * Addresses for management and for leases. A stored message that stays while all others go prevents the broker from
     * reusing their files: it would copy the rest out of them again and again.
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
            // It is already in a file that the next start of the broker removes, as it would remove every copy.
            throw new ActiveMQException(
                    "it is not durable, and too large for the broker to change that: send an event of more than 300"
                            + " KiB with a header that has durable=true");
        }
        try {
            if (message instanceof AMQPStandardMessage event) {
                Section.rewrite(event, Header.class, DurableEvents::durable);
            } else {
                message.setDurable(true);
                message.reencode();
            }
            if (!message.isDurable()) {
                throw new IllegalArgumentException("its header is not the first section");
            }
        } catch (RuntimeException e) {
            // Artemis refuses a message for this exception only; after any other it accepts the message.
            throw new ActiveMQException(
                    "it is not durable, and the broker cannot change that: send it with a header that has"
                            + " durable=true ("
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
