package io.stagedoor.cli.events;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.cli.Cli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code stagedoor send} with a broker. */
abstract class SendCommandRig {

    static final Path EVENTS = Path.of("examples/events");
    static final String ENTITY = "backstage/catalog/entity";
    TestBroker broker;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    Cli cli() {
        return new Cli().with("stagedoor.broker.url", broker.url());
    }

    List<Message<byte[]>> received(String queue, int count) throws Exception {
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", broker.url()), Optional.empty(), Optional.empty(), Optional.empty());
        try (AmqpConnector connector = new AmqpConnector(settings);
                Connection connection = connector.open();
                Receiver receiver = connection.openReceiver(queue)) {
            List<Message<byte[]>> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                messages.add(receiver.receive(3, TimeUnit.MINUTES).message());
            }
            return messages;
        }
    }
}
