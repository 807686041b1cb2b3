package io.stagedoor.routing.consumer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** Refuses everything for {@code deliver/b}. */
final class Refusing implements ActiveMQServerPlugin {

    /** Those of the consumers, by the ids that Qpid JMS gives them. */
    final Set<String> connections = ConcurrentHashMap.newKeySet();

    final AtomicInteger refused = new AtomicInteger();

    /** Nothing: it refuses no more. */
    volatile ActiveMQException with;

    volatile boolean byInterceptor;

    /** After the first refusal. */
    volatile CountDownLatch attachedAnew;

    void begin() {
        connections.clear();
        byInterceptor = false;
        refused.set(0);
        with = new ActiveMQException("odd");
        attachedAnew = new CountDownLatch(1);
    }

    @Override
    public void afterCreateSession(ServerSession session) {
        String id = String.valueOf(session.getRemotingConnection().getClientID());
        if (id.matches("ID:[^:]+:\\d+")) {
            connections.add(id);
            if (refused.get() > 0) {
                attachedAnew.countDown();
            }
        }
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        ActiveMQException fault = with;
        if (fault != null && "deliver/b".equals(message.getAddress())) {
            refused.incrementAndGet();
            throw fault;
        }
    }
}
