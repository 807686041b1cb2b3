package io.stagedoor.broker.qpid;

import java.net.URI;
import org.apache.qpid.jms.provider.Provider;
import org.apache.qpid.jms.provider.ProviderFactory;
import org.apache.qpid.jms.provider.ProviderFutureFactory;
import org.apache.qpid.jms.provider.amqp.AmqpProviderFactory;

/** Makes Qpid JMS connections with {@link AcksTogether} and {@link AnsweredSends}. Qpid JMS finds it by the URI's scheme. */
public final class AcksTogetherFactory extends ProviderFactory {

    /** Prefix of the scheme of a broker's URI: {@code stagedoor-amqp}, {@code stagedoor-amqps}. */
    public static final String SCHEME = "stagedoor-";

    private final AmqpProviderFactory amqp = new AmqpProviderFactory();

    /** Called with the value in the file that registers this class. */
    public void setTransportScheme(String scheme) {
        amqp.setTransportScheme(scheme);
    }

    public String getTransportScheme() {
        return amqp.getTransportScheme();
    }

    @Override
    public Provider createProvider(URI broker) throws Exception {
        return createProvider(broker, null);
    }

    @Override
    public Provider createProvider(URI broker, ProviderFutureFactory futures) throws Exception {
        URI known = URI.create(broker.toString().substring(SCHEME.length()));
        return new AcksTogether(new AnsweredSends(amqp.createProvider(known, futures)));
    }

    @Override
    public String getName() {
        return amqp.getName();
    }
}
