package io.stagedoor.routing.consumer;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Tls;
import io.stagedoor.broker.qpid.AcksTogetherFactory;
import io.stagedoor.routing.check.QueueRules;
import io.stagedoor.routing.poison.Quarantine;
import io.stagedoor.routing.poison.SetAside;
import io.stagedoor.routing.poison.Suspects;
import io.stagedoor.routing.transaction.Batch;
import io.stagedoor.routing.transaction.InOrder;
import io.stagedoor.routing.transaction.SeenEvents;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.EventProperties;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.amqp.AMQPConfiguration;
import org.apache.camel.component.jms.ConsumerType;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.apache.camel.component.jms.JmsMessageType;
import org.apache.camel.component.jms.MessageSentCallback;
import org.apache.qpid.jms.JmsConnectionExtensions;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsQueue;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.core.MessageCreator;
import org.springframework.jms.core.SessionCallback;

/**
 * Sets up Camel's {@code amqp:} component so that the sends of a route are part of the transaction in which it
 * consumes.
 *
 * <p>That needs one connection factory for both, with pooled sessions (a plain send attaches and detaches a link for
 * each message), a consumer that exposes its session, and no transaction manager between them.
 */
public final class TransactedAmqp {

    /** From the loss of a connection or a consumer to the next attempt to connect. */
    private static final long RECOVERY_MS = 2_000;

    private TransactedAmqp() {}

    /**
     * @param consumers of each channel
     * @param batch the most events in one transaction
     * @param prefetch {@link Prefetch}
     * @param queues the queues that a route may send to
     * @param pass puts the {@code ChannelPass} around a channel's route
     */
    public static AMQPComponent component(
            BrokerSettings broker,
            int consumers,
            int batch,
            int prefetch,
            Quarantine quarantine,
            SeenEvents seen,
            InOrder inOrder,
            Suspects suspects,
            SetAside setAside,
            Watch watch,
            QueueRules queues,
            UnaryOperator<Processor> pass) {
        JmsConfiguration configuration = new Keeping(seen, queues);
        configuration.setConnectionFactory(pooled(broker, prefetch));
        AMQPComponent component = new ChannelAmqp(configuration, seen, pass);
        configuration.setTransacted(true);
        configuration.setLazyCreateTransactionManager(false);
        configuration.setCacheLevelName("CACHE_CONSUMER");
        configuration.setConcurrentConsumers(consumers);
        configuration.setRecoveryInterval(RECOVERY_MS);
        configuration.setConsumerType(ConsumerType.Custom);
        configuration.setMessageListenerContainerFactory(endpoint -> new BatchListenerContainer(
                endpoint, batch, Prefetch.backlog(prefetch), quarantine, seen, inOrder, suspects, setAside, watch));
        configuration.setJmsMessageType(JmsMessageType.Bytes);
        // With a reply-to, a producer could make the program send to any queue.
        configuration.setDisableReplyTo(true);
        configuration.setEagerLoadingOfProperties(false);
        // The intake reads the body. Camel would decode it earlier, even a serialized object, and fail on a described
        // type.
        configuration.setMapJmsMessage(false);
        component.setHeaderFilterStrategy(nothingIn());
        return component;
    }

    /** Passes each message that a channel's route sends to the route's {@link Batch}. */
    private static final class Keeping extends AMQPConfiguration {

        private final SeenEvents seen;
        private final QueueRules queues;

        Keeping(SeenEvents seen, QueueRules queues) {
            this.seen = seen;
            this.queues = queues;
        }

        @Override
        protected CamelJmsTemplate createCamelJmsTemplate(ConnectionFactory connectionFactory) {
            return new CamelJmsTemplate(this, connectionFactory) {
                @Override
                public void send(String destination, MessageCreator creator, MessageSentCallback sent) {
                    sendOrKeep(destination, creator, sent, (made, told) -> super.send(destination, made, told));
                }

                @Override
                public void send(Destination destination, MessageCreator creator, MessageSentCallback sent) {
                    // A header may name any address, and an address that is no queue stores nothing.
                    String address = destination instanceof JmsQueue known ? known.getAddress() : "";
                    sendOrKeep(address, creator, sent, (made, told) -> super.send(destination, made, told));
                }

                /** Creates a message for the batch at once, from the present state of the exchange. */
                private void sendOrKeep(
                        String address,
                        MessageCreator creator,
                        MessageSentCallback sent,
                        BiConsumer<MessageCreator, MessageSentCallback> send) {
                    Batch batch = seen.current();
                    try {
                        require(address);
                        if (batch == null) {
                            send.accept(creator, sent);
                        } else {
                            Message message = execute((SessionCallback<Message>) creator::createMessage);
                            batch.keep(message, address, plain(), sending -> send.accept(session -> sending, null));
                        }
                    } catch (RuntimeException failure) {
                        if (batch != null) {
                            batch.outbox().fails(failure);
                        }
                        throw failure;
                    }
                }

                private void require(String address) {
                    String refusal = queues.refusal(address).orElse(null);
                    if (refusal != null) {
                        throw new IllegalArgumentException(refusal);
                    }
                }

                private boolean plain() {
                    return !isExplicitQosEnabled() && getDeliveryDelay() <= 0 && !isPreserveMessageQos();
                }
            };
        }
    }

    private static ConnectionFactory pooled(BrokerSettings broker, int prefetch) {
        Map<String, String> defaults = new HashMap<>(Map.of(
                // Other replicas cannot get prefetched messages.
                "jms.prefetchPolicy.queuePrefetch",
                Integer.toString(prefetch),
                // This client must not drop an event after the producer's time-to-live; the broker makes it a
                // dead letter.
                "jms.localMessageExpiry",
                "false",
                // Otherwise each try to get one more event of a batch would ask the broker.
                "jms.receiveNoWaitLocalOnly",
                "true",
                "jms.receiveLocalOnly",
                "true",
                // AMQP allows more property names than Java identifiers, and dead letters keep them.
                "jms.validatePropertyNames",
                "false",
                // Milliseconds, for each address.
                "jms.connectTimeout",
                "5000"));
        Tls tls = broker.tls().orElse(Tls.OF_THE_JDK);
        if (broker.url().tls()) {
            restrict(defaults, "transport.enabledProtocols", tls.protocols());
            restrict(defaults, "transport.enabledCipherSuites", tls.cipherSuites());
        }
        List<ConnectionFactory> inTurn = new ArrayList<>();
        for (String address : broker.url().jms(defaults)) {
            JmsConnectionFactory qpid = new JmsConnectionFactory(AcksTogetherFactory.SCHEME + address);
            if (broker.url().tls()) {
                qpid.setExtension(JmsConnectionExtensions.SSL_CONTEXT.toString(), (connection, uri) -> context(tls));
            }
            broker.user().ifPresent(qpid::setUsername);
            broker.password().ifPresent(qpid::setPassword);
            inTurn.add(qpid);
        }
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(new FirstReachableBroker(inTurn));
        pool.setMaxConnections(4);
        pool.setUseAnonymousProducers(true);
        // What the broker refuses is no reason to close the connection: the pool does so while others use it, and a
        // send of Qpid JMS 2.9 that begins meanwhile waits for ever. A lost connection it recognizes without that.
        pool.setFaultTolerantConnections(true);
        return pool;
    }

    private static void restrict(Map<String, String> options, String name, Set<String> allowed) {
        if (!allowed.isEmpty()) {
            options.put(name, String.join(",", allowed));
        }
    }

    /** For each connection anew, since certificates are renewed. */
    private static SSLContext context(Tls tls) {
        try {
            return tls.context();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JmsHeaderFilterStrategy nothingIn() {
        return new JmsHeaderFilterStrategy() {
            @Override
            public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
                return true;
            }

            @Override
            public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
                // Every event has four of our properties, and the general rule would check each name in six ways.
                return !name.startsWith(EventProperties.PREFIX)
                        && super.applyFilterToCamelHeaders(name, value, exchange);
            }
        };
    }
}
