package io.stagedoor.delivery.webhook.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.TlsRegistry;
import io.stagedoor.testing.receiver.Identity;
import io.stagedoor.testing.receiver.TlsReceiver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of these receivers exist nowhere: a receiver is reached by its address, and verified by its name. */
class WebhookTlsTest {

    // The first handshake of a process takes seconds on a busy machine.
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static Identity cmdb;
    private static Identity us;
    private static Identity stranger;

    private final Certificates certificates = new Certificates(new TlsRegistry());
    private TlsReceiver receiver;
    private WebhookClient client;

    @BeforeAll
    static void identities() throws Exception {
        vertx = Vertx.vertx();
        cmdb = Identity.create(folder, "cmdb.example");
        us = Identity.create(folder, "stagedoor");
        stranger = Identity.create(folder, "stranger");
    }

    @AfterAll
    static void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
    }

    @AfterEach
    void close() throws Exception {
        if (client != null) {
            client.close();
        }
        receiver.close();
    }

    @Test
    void host_header_server_name_and_certificate_are_those_of_the_url_and_not_of_the_address() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, null);
        client("cmdb.example", cmdb, null);

        assertThat(Posts.answer(client).status()).isEqualTo(204);
        assertThat(receiver.requests())
                .containsExactly(new TlsReceiver.Request("cmdb.example:" + receiver.port(), "cmdb.example", null));
    }

    @Test
    void a_receiver_whose_certificate_has_another_name_gets_no_event() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, null);
        client("other.example", cmdb, null);

        assertThat(Posts.failure(client))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE))
                .satisfies(failure -> assertThat(failure.error())
                        .startsWith("TLS: ")
                        .containsIgnoringCase("name matching")
                        .contains("other.example"));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_receiver_with_a_certificate_of_another_ca_gets_no_event() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, null);
        client("cmdb.example", stranger, null);

        assertThat(Posts.failure(client))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE))
                .satisfies(failure -> assertThat(failure.error())
                        .startsWith("TLS: ")
                        .contains("a CA that this program does not trust")
                        .contains("quarkus.tls.<name>.trust-store"));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void without_a_trust_store_a_webhook_trusts_the_cas_of_java() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, null);
        client = client("cmdb.example", null);

        assertThat(Posts.failure(client).error()).startsWith("TLS: ").contains("a CA that this program does not trust");
    }

    @Test
    void a_receiver_that_demands_a_client_certificate_is_shown_ours() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, us);
        client("cmdb.example", cmdb, us);

        assertThat(Posts.answer(client).status()).isEqualTo(204);
        assertThat(receiver.requests()).singleElement().satisfies(request -> assertThat(request.client())
                .isEqualTo("CN=stagedoor"));
    }

    @Test
    void a_receiver_that_demands_a_client_certificate_refuses_without_one() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, us);
        client("cmdb.example", cmdb, null);

        Failure failure = Posts.failure(client);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE);
        assertThat(failure.error()).startsWith("TLS: ").contains("wants a client certificate");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_receiver_that_demands_a_client_certificate_refuses_a_foreign_one() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, us);
        client("cmdb.example", cmdb, stranger);

        Failure failure = Posts.failure(client);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE);
        assertThat(failure.error()).startsWith("TLS: ").contains("wants a client certificate");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void renewed_certificates_are_used_for_the_next_connection() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, us);
        client("cmdb.example", cmdb, stranger);
        assertThat(Posts.failure(client).kind()).isEqualTo(Failure.Kind.RETRYABLE);

        certificates.renewed(new CertificateUpdatedEvent("another", Posts.tls(cmdb, us)));
        assertThat(Posts.failure(client).kind()).isEqualTo(Failure.Kind.RETRYABLE);

        certificates.renewed(new CertificateUpdatedEvent("cmdb", Posts.tls(cmdb, us)));
        assertThat(Posts.answer(client).status()).isEqualTo(204);
    }

    @Test
    void many_events_share_a_connection() throws Exception {
        receiver = new TlsReceiver(vertx, cmdb, null);
        client("cmdb.example", cmdb, null);

        for (int i = 0; i < 50; i++) {
            Posts.answer(client);
        }

        assertThat(receiver.requests()).hasSize(50);
        assertThat(receiver.connections()).isLessThanOrEqualTo(4);
    }

    private void client(String host, Identity trusted, Identity own) {
        client = client(host, new NamedTls("cmdb", Posts.tls(trusted, own), certificates));
    }

    private WebhookClient client(String host, NamedTls tls) {
        HostAddresses names = name -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        WebhookUrl url = WebhookUrl.parse("url", "https://" + host + ":" + receiver.port() + "/hook");
        return new WebhookClient(vertx, names, url, Posts.with(TIMEOUT, null, tls));
    }
}
