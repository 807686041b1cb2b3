package io.stagedoor.delivery.queue;

import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.FreePort;
import java.util.Optional;

/** With the embedded broker. */
class RetryTimeTest extends RetryTimePromises {

    private final int port = FreePort.next();
    private EmbeddedBroker broker;

    @Override
    void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
    }

    @Override
    void closeBroker() throws Exception {
        broker.close();
    }

    @Override
    BrokerSettings settings() {
        return new BrokerSettings(
                AmqpUrl.parse("url", "amqp://localhost:" + port), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
