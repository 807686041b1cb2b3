package io.stagedoor.broker.embedded;

import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ServiceRegistry;
import org.apache.activemq.artemis.core.server.impl.ServiceRegistryImpl;
import org.apache.activemq.artemis.utils.ConfigurationHelper;

/** Turns the acceptors of a configuration that serve AMQP alone into {@link AmqpAcceptor}s. */
final class AmqpAcceptors {

    private AmqpAcceptors() {}

    static ServiceRegistry of(Configuration configuration) {
        ServiceRegistryImpl services = new ServiceRegistryImpl();
        for (TransportConfiguration acceptor : configuration.getAcceptorConfigurations()) {
            String protocols = ConfigurationHelper.getStringProperty(
                    TransportConstants.PROTOCOLS_PROP_NAME, "", acceptor.getParams());
            if (protocols.equals("AMQP")) {
                services.addAcceptorFactory(acceptor.getName(), AmqpAcceptor::new);
            }
        }
        return services;
    }
}
