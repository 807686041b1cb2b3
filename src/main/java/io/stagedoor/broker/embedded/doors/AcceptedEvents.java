package io.stagedoor.broker.embedded.doors;

import io.stagedoor.text.Snippet;
import io.stagedoor.watch.RepeatedLines;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.postoffice.impl.DivertBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jboss.logging.Logger;

/**
 * Refuses messages that nobody would consume: the broker alone would answer 'accepted'. {@link Logins} says which
 * addresses a producer may attach to; this class checks what each message still asks for.
 */
final class AcceptedEvents implements ActiveMQServerPlugin {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");
    private static final int LONGEST = 400;

    private final Set<SimpleString> channels;
    private final String described;
    private final RepeatedLines refusals = new RepeatedLines(Duration.ofSeconds(10), 1, System::nanoTime);
    private ActiveMQServer server;

    AcceptedEvents(Set<String> channels, String described) {
        this.channels = channels.stream().map(SimpleString::of).collect(Collectors.toUnmodifiableSet());
        this.described = described;
    }

    @Override
    public void registered(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        OrRefuse.unless(() -> check(session, message));
    }

    private void check(ServerSession session, Message message) throws ActiveMQException {
        if (TheProgram.is(session.getRemotingConnection().getSubject())) {
            return;
        }
        if (!channels.contains(message.getAddressSimpleString())) {
            throw refused(session, "'" + message.getAddress() + "' is no channel; send events to " + described);
        }
        if (message.hasScheduledDeliveryTime() && message.getScheduledDeliveryTime() > System.currentTimeMillis()) {
            throw refused(
                    session,
                    "an event cannot have a delivery time: send it without x-opt-delivery-time and"
                            + " x-opt-delivery-delay (a JMS producer's delivery delay)");
        }
    }

    @Override
    public void afterSend(
            ServerSession session,
            Transaction tx,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue,
            RoutingStatus result)
            throws ActiveMQException {
        if (result == RoutingStatus.NO_BINDINGS
                && !TheProgram.is(session.getRemotingConnection().getSubject())
                && !isDiverted(message)) {
            forget(message);
            throw refused(
                    session, "no queue takes it: send it to a queue, not to a topic; send events to" + " " + described);
        }
    }

    /** Whether an exclusive divert took it: then it went to the divert's queue, not to one of this address. */
    private boolean isDiverted(Message message) throws ActiveMQException {
        for (Binding binding : bindings(message)) {
            if (binding instanceof DivertBinding
                    && binding.isExclusive()
                    && (binding.getFilter() == null || binding.getFilter().match(message))) {
                return true;
            }
        }
        return false;
    }

    private Iterable<Binding> bindings(Message message) throws ActiveMQException {
        try {
            return server.getPostOffice()
                    .lookupBindingsForAddress(message.getAddressSimpleString())
                    .getBindings();
        } catch (Exception e) {
            throw new ActiveMQException("the broker cannot say whether a queue took it", e);
        }
    }

    /** Otherwise the broker would drop the same event, when it is sent again correctly, as a copy of this one. */
    private void forget(Message message) throws ActiveMQException {
        byte[] id = message.getDuplicateIDBytes();
        if (id == null) {
            return;
        }
        try {
            server.getPostOffice()
                    .getDuplicateIDCache(message.getAddressSimpleString())
                    .deleteFromCache(id);
        } catch (Exception e) {
            throw new ActiveMQException("no queue takes it, and its _AMQ_DUPL_ID cannot be used again", e);
        }
    }

    private ActiveMQException refused(ServerSession session, String why) {
        refusals.ask("")
                .ifPresent(more -> LOG.warnf(
                        "refused an event from %s: %s%s",
                        session.getRemotingConnection().getRemoteAddress(),
                        Snippet.of(why, LONGEST), // It may name an address, which is a stranger's text.
                        more == 0 ? "" : " (" + more + " more before it)"));
        return new ActiveMQSecurityException(why);
    }
}
