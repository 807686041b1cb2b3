package io.stagedoor;

import io.stagedoor.testing.FreePort;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The flow with the embedded broker: what {@code ./stagedoor run} starts. */
class FlowIT extends FlowPromises {

    @BeforeAll
    void start() throws Exception {
        String port = Integer.toString(FreePort.next());
        start(Map.of("stagedoor.broker.embedded.port", port), "amqp://localhost:" + port, null, null);
    }
}
