package io.stagedoor.broker.embedded.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.embedded.disk.DiskReserve;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** An embedded broker with its doors, and strangers at them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DoorsRig {

    /** A channel of the contract that is not in the broker.xml. */
    static final String FIFTH = "orders/created";

    /** A queue left by an older version, which created one for a misspelt address. */
    static final String LEFT_OVER = "backstage/catalog/Entity";

    static final Duration SOON = Duration.ofMinutes(3);

    static final Logger ARTEMIS = Logger.getLogger("org.apache.activemq.artemis.protocol.amqp");

    @TempDir
    static Path folder;

    final int port = FreePort.next();
    Credential program;
    EmbeddedBroker broker;
    AmqpConnector anybody;
    AmqpConnector ours;

    @BeforeAll
    void start() throws Exception {
        // A stack trace for each refusal.
        ARTEMIS.setLevel(Level.OFF);
        try (EmbeddedBroker older = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
                Amqp amqp = new Amqp(url(), null, null)) {
            amqp.send(LEFT_OVER, "left over".getBytes());
            amqp.send("deliver/my-service", "of the program".getBytes());
            // It used to make the address a topic too, for all later senders.
            try (AmqpConnector old = connector(Optional.empty());
                    Connection connection = old.open()) {
                connection.openSender(Events.TASK, target("topic")).openFuture().get();
            }
        }
        program = Credential.obtain(folder);
        broker = EmbeddedBroker.start(
                folder,
                port,
                "artemis-config/broker.xml",
                262_144,
                new Doors(program, Set.of(Events.ENTITY, Events.LOCATION, Events.TASK, Events.BUILD, FIFTH)),
                new DiskReserve(0, Set.of()),
                why -> {
                    throw new IllegalStateException(why);
                });
        anybody = connector(Optional.empty());
        ours = connector(Optional.of(program));
    }

    @AfterAll
    void stop() throws Exception {
        anybody.close();
        ours.close();
        broker.close();
    }

    interface Change {
        Message<?> of(Message<?> message) throws ClientException;
    }

    interface Step {
        void run() throws ClientException;
    }

    static Arguments of(String name, Change change, boolean refused) {
        return Arguments.of(name, change, refused);
    }

    static void unchecked(Step step) {
        try {
            step.run();
        } catch (ClientException e) {
            throw new IllegalStateException(e);
        }
    }

    static long now() {
        return System.currentTimeMillis();
    }

    static SenderOptions target(String capability) {
        SenderOptions options = new SenderOptions();
        if (!capability.isEmpty()) {
            options.targetOptions().capabilities(capability);
        }
        return options;
    }

    static void send(Connection connection, String address, Message<?> message) throws Exception {
        try (Sender sender = connection.openSender(address)) {
            assertThat(refusal(sender, message)).isNull();
        }
    }

    /** Null where it is accepted. */
    static String refusal(Sender sender, Message<?> message) throws Exception {
        DeliveryState state = sender.send(message)
                .awaitSettlement(SOON.toSeconds(), TimeUnit.SECONDS)
                .remoteState();
        if (state.getType() == DeliveryState.Type.ACCEPTED) {
            return null;
        }
        assertThat(state.getType()).isEqualTo(DeliveryState.Type.REJECTED);
        return "rejected"; // ProtonJ2 loses the reason; the test with JMS checks it.
    }

    String takes(String queue) throws Exception {
        try (Amqp amqp = new Amqp(url(), program.user(), program.password())) {
            return String.valueOf(amqp.take(queue).body());
        }
    }

    String url() {
        return "amqp://localhost:" + port;
    }

    AmqpConnector connector(Optional<Credential> credential) {
        BrokerSettings nobody =
                new BrokerSettings(AmqpUrl.parse("url", url()), Optional.empty(), Optional.empty(), Optional.empty());
        return new AmqpConnector(credential.map(nobody::as).orElse(nobody), SOON);
    }
}
