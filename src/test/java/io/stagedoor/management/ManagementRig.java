package io.stagedoor.management;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Management;
import io.stagedoor.testing.Program;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A program whose health and metrics somebody asks for over HTTP. */
abstract class ManagementRig {

    static final String TOKEN = "a-token-for-tests";

    @TempDir
    Path folder;

    final int port = FreePort.next();
    final int httpPort = FreePort.next();
    final int brokerPort = FreePort.next();
    final Management management = new Management(port);
    final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void settings() {
        settings.put("stagedoor.broker.url", "amqp://localhost:" + brokerPort);
        settings.put("stagedoor.routes", Program.routes(folder, "1h").toString());
        settings.put("stagedoor.management.port", Integer.toString(port));
        settings.put("stagedoor.http.port", Integer.toString(httpPort));
    }

    EmbeddedBroker broker() throws Exception {
        return EmbeddedBroker.start(folder.resolve("broker"), brokerPort, "artemis-config/broker.xml");
    }
}
