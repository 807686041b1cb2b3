package io.stagedoor.delivery.queue;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;

/** One of several destinations on a broker that is not its own. */
final class OneOfSeveral extends DestinationRig implements AutoCloseable {

    private final BrokerSettings settings;

    OneOfSeveral(String destination, BrokerSettings settings) {
        super(destination);
        this.settings = settings;
        this.connector = new AmqpConnector(settings, PATIENCE);
    }

    @Override
    public BrokerSettings settings() {
        return settings;
    }

    @Override
    public void close() throws Exception {
        stopWorkers();
        connector.close();
    }
}
