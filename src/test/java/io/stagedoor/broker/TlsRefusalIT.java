package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.StandaloneBroker;
import io.stagedoor.testing.TlsRegistry;
import io.stagedoor.testing.receiver.Identity;
import io.vertx.core.net.SSLOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.junit.jupiter.api.Test;

/** Whom a broker with TLS lets in, and what certificates permit. */
class TlsRefusalIT extends TlsRig {

    @Test
    void a_client_without_tls_is_refused() {
        assertThatThrownBy(() -> new Amqp(passwords.url(), StandaloneBroker.USER, passwords.password()))
                .isInstanceOf(BrokerUnavailable.class);
        assertThatThrownBy(() -> new Amqp(certificates.url(), StandaloneBroker.USER, certificates.password()))
                .isInstanceOf(BrokerUnavailable.class);
    }

    @Test
    void a_client_that_trusts_another_authority_sends_nothing() {
        assertRefused(passwords, otherTrust, null);
        assertRefused(certificates, otherTrust, program);
    }

    @Test
    void a_client_without_a_certificate_or_with_a_foreign_one_is_refused() {
        assertRefused(certificates, trust, null);
        assertRefused(certificates, trust, stranger);
    }

    @Test
    void a_valid_certificate_that_is_in_no_list_gives_no_rights() throws Exception {
        try (Client client = Client.create();
                Connection connection = foreign(client, certificates, trust, unknown, null)) {
            assertThatThrownBy(() ->
                            connection.openSender(Events.TASK).openFuture().get(3, TimeUnit.MINUTES))
                    .hasMessageContaining("Unable to validate user");
        }
    }

    @Test
    void a_producers_certificate_gives_the_rights_of_a_producer() throws Exception {
        try (Client client = Client.create();
                Connection connection = foreign(client, certificates, trust, producer, null)) {
            assertThatThrownBy(() ->
                            connection.openSender("deliver/cmdb").openFuture().get(3, TimeUnit.MINUTES))
                    .hasMessageContaining("does not have permission");
        }
    }

    private void assertRefused(StandaloneBroker broker, Path trusted, Identity who) {
        Tls tls = new Tls(Optional.of(TlsRegistry.of(trusted, who == null ? null : who.keyStore(), new SSLOptions())));
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", url(broker)),
                Optional.of(StandaloneBroker.USER),
                Optional.of(broker.password()),
                Optional.of(tls));
        try (AmqpConnector connector = new AmqpConnector(settings)) {
            assertThatThrownBy(connector::open).isInstanceOf(BrokerUnavailable.class);
        }
    }
}
