package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.StandaloneBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A standalone broker with the roles of {@code broker.xml}, and a user for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RightsRig {

    static final Duration SOON = Duration.ofMinutes(3);
    static final String ENTITY = "backstage/catalog/entity";

    @TempDir
    static Path folder;

    StandaloneBroker broker;

    @BeforeAll
    void start() {
        broker = StandaloneBroker.create(folder.resolve("broker")).start();
    }

    @AfterAll
    void stop() throws Exception {
        if (broker != null) {
            broker.close();
        }
    }

    /** Tries it on a separate connection: a refusal may close more than the link. */
    static boolean may(AmqpConnector connector, String right, String address) throws Exception {
        try (Connection connection = connector.open()) {
            switch (right) {
                case "c" ->
                    connection
                            .openReceiver(address, QueueLinks.receiver())
                            .openFuture()
                            .get();
                case "b" ->
                    connection
                            .openReceiver(address, QueueLinks.browser(Optional.empty()))
                            .openFuture()
                            .get();
                default -> {
                    SenderOptions options = new SenderOptions();
                    options.targetOptions().capabilities("queue");
                    Sender sender = connection.openSender(address, options);
                    sender.openFuture().get();
                    if (!address.startsWith("activemq.")) {
                        sender.send(Message.create("event").durable(true))
                                .awaitAccepted(SOON.toSeconds(), TimeUnit.SECONDS);
                    }
                }
            }
            return true;
        } catch (Exception refused) {
            String why = String.valueOf(refused.getMessage());
            assertThat(List.of(
                            "does not have permission",
                            "does not exist", // And the broker did not create it.
                            "is not configured for queue support",
                            "Unable to validate user"))
                    .as(why)
                    .anyMatch(why::contains);
            return false;
        }
    }

    static QueueManagement management(AmqpConnector connector) throws Exception {
        return new QueueManagement(connector.open(), SOON);
    }

    AmqpConnector connector(String role) {
        String user = role.equals("producer") ? StandaloneBroker.PRODUCER : StandaloneBroker.USER;
        return new AmqpConnector(settings(Optional.of(user), Optional.of(broker.password())));
    }

    BrokerSettings settings(Optional<String> user, Optional<String> password) {
        return new BrokerSettings(AmqpUrl.parse("url", broker.url()), user, password, Optional.empty());
    }
}
