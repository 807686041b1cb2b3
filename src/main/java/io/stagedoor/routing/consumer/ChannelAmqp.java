package io.stagedoor.routing.consumer;

import io.stagedoor.routing.check.AmqpOptions;
import io.stagedoor.routing.check.QueueRules;
import io.stagedoor.routing.exchange.ChannelPass;
import io.stagedoor.routing.transaction.SeenEvents;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsConsumer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.JmsProducer;
import org.apache.camel.component.jms.JmsQueueEndpoint;
import org.apache.camel.component.jms.QueueBrowseStrategy;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * Camel's {@code amqp:} for queues alone. Whatever a channel's route declares, it puts the {@link ChannelPass} around
 * the route, and refuses to send on a thread other than the transaction's.
 */
final class ChannelAmqp extends AMQPComponent {

    private final SeenEvents seen;
    private final UnaryOperator<Processor> pass;

    /** @param pass puts the {@link ChannelPass} around a channel's route */
    ChannelAmqp(JmsConfiguration configuration, SeenEvents seen, UnaryOperator<Processor> pass) {
        super(configuration);
        this.seen = seen;
        this.pass = pass;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String queue, Map<String, Object> options) throws Exception {
        String refusal = AmqpOptions.refusal(options).orElse(null);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        return super.createEndpoint(uri, queue, options);
    }

    @Override
    protected JmsEndpoint createQueueEndpoint(
            String uri,
            JmsComponent component,
            String queue,
            JmsConfiguration configuration,
            QueueBrowseStrategy strategy) {
        return new ChannelQueue(uri, component, queue, configuration, strategy);
    }

    @Override
    protected JmsEndpoint createTopicEndpoint(
            String uri, JmsComponent component, String topic, JmsConfiguration configuration) {
        throw new IllegalArgumentException(QueueRules.noQueue("topic:" + topic));
    }

    @Override
    protected JmsEndpoint createTemporaryQueueEndpoint(
            String uri,
            JmsComponent component,
            String queue,
            JmsConfiguration configuration,
            QueueBrowseStrategy strategy) {
        throw new IllegalArgumentException(QueueRules.noQueue("temp-queue:" + queue));
    }

    @Override
    protected JmsEndpoint createTemporaryTopicEndpoint(
            String uri, JmsComponent component, String topic, JmsConfiguration configuration) {
        throw new IllegalArgumentException(QueueRules.noQueue("temp-topic:" + topic));
    }

    private final class ChannelQueue extends JmsQueueEndpoint {

        ChannelQueue(
                String uri,
                JmsComponent component,
                String queue,
                JmsConfiguration configuration,
                QueueBrowseStrategy strategy) {
            super(uri, component, queue, configuration, strategy);
        }

        @Override
        public JmsConsumer createConsumer(Processor route, AbstractMessageListenerContainer container)
                throws Exception {
            return super.createConsumer(pass.apply(route), container);
        }

        @Override
        public Producer createProducer() {
            return new JmsProducer(this) {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    if (exchange.getFromEndpoint() instanceof ChannelQueue && seen.current() == null) {
                        exchange.setException(new IllegalStateException("a step before '" + getEndpoint()
                                + "' has moved the event to another thread, outside its transaction"));
                        callback.done(true);
                        return true;
                    }
                    return super.process(exchange, callback);
                }
            };
        }
    }
}
