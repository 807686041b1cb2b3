package io.stagedoor.delivery.queue;

import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.testing.StandaloneBroker;
import java.util.Optional;

/** With a standalone broker, and the rights that the program has there. */
class StandaloneRetryTimeIT extends RetryTimePromises {

    private StandaloneBroker standalone;

    @Override
    public void startBroker() {
        if (standalone == null) {
            standalone = StandaloneBroker.create(folder.resolve("broker"));
        }
        standalone.start();
    }

    @Override
    public void closeBroker() throws Exception {
        standalone.close();
    }

    @Override
    public BrokerSettings settings() {
        return new BrokerSettings(
                AmqpUrl.parse("url", standalone.url()),
                Optional.of(StandaloneBroker.USER),
                Optional.of(standalone.password()),
                Optional.empty());
    }
}
