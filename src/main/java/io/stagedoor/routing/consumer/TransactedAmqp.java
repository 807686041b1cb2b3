package io.stagedoor.routing.consumer;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.routing.check.QueueRules;
import io.stagedoor.routing.poison.Quarantine;
import io.stagedoor.routing.poison.SetAside;
import io.stagedoor.routing.poison.Suspects;
import io.stagedoor.routing.transaction.InOrder;
import io.stagedoor.routing.transaction.SeenEvents;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.EventProperties;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.jms.ConsumerType;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.apache.camel.component.jms.JmsMessageType;

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
        JmsConfiguration configuration = new KeptSends(seen, queues);
        configuration.setConnectionFactory(PooledConnections.to(broker, prefetch));
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
