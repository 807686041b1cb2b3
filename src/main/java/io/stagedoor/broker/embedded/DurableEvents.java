package io.stagedoor.broker.embedded;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Keeps every event on the disk, also one whose producer did not ask for it: AMQP messages are not durable unless their
 * header says so (AMQP 1.0, 3.2.1), many clients do not say it, and such an event would be gone after a crash.
 */
final class DurableEvents implements ActiveMQServerMessagePlugin {

    private static final String INTERNAL = "activemq.";

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
        if (!message.isDurable() && !String.valueOf(message.getAddress()).startsWith(INTERNAL)) {
            message.setDurable(true);
            message.reencode();
        }
    }
}
