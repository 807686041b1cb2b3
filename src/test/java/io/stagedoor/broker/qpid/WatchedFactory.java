package io.stagedoor.broker.qpid;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.qpid.jms.message.JmsInboundMessageDispatch;
import org.apache.qpid.jms.message.JmsOutboundMessageDispatch;
import org.apache.qpid.jms.meta.JmsTransactionInfo;
import org.apache.qpid.jms.provider.AsyncResult;
import org.apache.qpid.jms.provider.Provider;
import org.apache.qpid.jms.provider.ProviderConstants.ACK_TYPE;
import org.apache.qpid.jms.provider.ProviderException;
import org.apache.qpid.jms.provider.ProviderFactory;
import org.apache.qpid.jms.provider.ProviderFutureFactory;
import org.apache.qpid.jms.provider.ProviderWrapper;
import org.apache.qpid.jms.provider.amqp.AmqpProviderFactory;

/**
 * {@code watched-amqp}: records what {@link AcksTogether} does to the connection, and can make acknowledgements fail.
 */
public final class WatchedFactory extends ProviderFactory {

    static final String SCHEME = "watched-";

    /** {@code ack}, {@code send}, {@code commit}, {@code rollback}, in their order. */
    static final List<String> DONE = new CopyOnWriteArrayList<>();

    static volatile boolean failing;

    @Override
    public Provider createProvider(URI broker) throws Exception {
        return createProvider(broker, null);
    }

    @Override
    public Provider createProvider(URI broker, ProviderFutureFactory futures) throws Exception {
        URI amqp = URI.create(broker.toString().substring(SCHEME.length()));
        return new AcksTogether(new Watched(new AmqpProviderFactory().createProvider(amqp, futures)));
    }

    @Override
    public String getName() {
        return "watched";
    }

    private static final class Watched extends ProviderWrapper<Provider> {

        Watched(Provider next) {
            super(next);
        }

        @Override
        public void acknowledge(JmsInboundMessageDispatch message, ACK_TYPE type, AsyncResult request)
                throws ProviderException {
            DONE.add("ack");
            if (failing) {
                request.onFailure(new ProviderException("the consumer is gone"));
            } else {
                super.acknowledge(message, type, request);
            }
        }

        @Override
        public void send(JmsOutboundMessageDispatch message, AsyncResult request) throws ProviderException {
            DONE.add("send");
            super.send(message, request);
        }

        @Override
        public void commit(JmsTransactionInfo transaction, JmsTransactionInfo following, AsyncResult request)
                throws ProviderException {
            DONE.add("commit");
            super.commit(transaction, following, request);
        }

        @Override
        public void rollback(JmsTransactionInfo transaction, JmsTransactionInfo following, AsyncResult request)
                throws ProviderException {
            DONE.add("rollback");
            super.rollback(transaction, following, request);
        }
    }
}
