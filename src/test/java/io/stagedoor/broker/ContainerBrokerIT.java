package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.ContainerBroker;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.Test;

/** The promises, tested with the official Artemis image; and who may do what. */
class ContainerBrokerIT extends BrokerPromises {

    private ContainerBroker broker;

    @Override
    BrokerSettings start() {
        broker = ContainerBroker.start();
        return settings(Optional.of(broker.user()));
    }

    @Override
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void a_producer_may_send_to_a_channel_and_to_nothing_else() throws Exception {
        try (AmqpConnector connector = new AmqpConnector(settings(Optional.of(broker.producer())));
                Connection connection = connector.open()) {
            try (Sender sender = connection.openSender("backstage/techdocs/build")) {
                assertThat(sender.send(Message.create("event"))
                                .awaitAccepted(3, TimeUnit.MINUTES)
                                .remoteState()
                                .isAccepted())
                        .isTrue();
            }
            assertThatThrownBy(() ->
                            connection.openSender("deliver/audit").openFuture().get(3, TimeUnit.MINUTES))
                    .hasMessageContaining("does not have permission");
            assertThatThrownBy(() -> connection
                            .openReceiver("backstage/techdocs/build")
                            .openFuture()
                            .get(3, TimeUnit.MINUTES))
                    .hasMessageContaining("does not have permission");
        }
    }

    @Test
    void nobody_sends_without_a_password() throws Exception {
        try (AmqpConnector connector = new AmqpConnector(settings(Optional.empty()));
                Connection connection = connector.open()) {
            assertThatThrownBy(() -> connection
                            .openSender("backstage/techdocs/build")
                            .openFuture()
                            .get(3, TimeUnit.MINUTES))
                    .hasMessageContaining("Unable to validate user");
        }
    }

    private BrokerSettings settings(Optional<String> user) {
        AmqpUrl url = AmqpUrl.parse(BrokerSettings.URL, broker.url());
        return new BrokerSettings(url, user, user.map(named -> broker.password()), Optional.empty());
    }
}
