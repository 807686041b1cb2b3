package io.stagedoor;

import io.stagedoor.testing.ContainerBroker;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The flow with a standalone Artemis in a container, with users and rights, from the same broker.xml. */
class ContainerBrokerFlowIT extends FlowPromises {

    private ContainerBroker broker;

    @BeforeAll
    void start() throws Exception {
        broker = ContainerBroker.start();
        start(
                Map.of(
                        "stagedoor.broker.url", broker.url(),
                        "stagedoor.broker.user", broker.user(),
                        "stagedoor.broker.password", broker.password()),
                broker.url(),
                broker.admin(),
                broker.password());
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }
}
