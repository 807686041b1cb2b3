package io.stagedoor.delivery.webhook.connection;

import static io.stagedoor.testing.receiver.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.testing.receiver.RawServer;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address is judged when it is connected to, however it was found. */
class WebhookEgressTest extends WebhookEgressRig {

    @Test
    void an_event_goes_to_the_address_that_was_checked_with_the_name_in_the_host_header() throws Exception {
        try (Receiver receiver = new Receiver()) {
            client("cmdb.invalid", port(receiver), Posts.OPEN, addresses("127.0.0.1"));

            assertThat(Posts.answer(client).status()).isEqualTo(204);
            assertThat(receiver.requests("id-1")).singleElement().satisfies(request -> {
                assertThat(request.headers()).containsEntry("host", "cmdb.invalid:" + port(receiver));
                assertThat(request.path()).isEqualTo("/hook?a=b");
            });
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void a_name_that_resolves_to_the_metadata_service_the_second_time_gets_no_second_event() throws Exception {
        try (Receiver receiver = new Receiver()) {
            client(
                    "rebind.invalid",
                    port(receiver),
                    Posts.OPEN,
                    name -> lookups.incrementAndGet() == 1
                            ? Future.succeededFuture(List.of(address("127.0.0.1")))
                            : Future.succeededFuture(List.of(address("169.254.169.254"))));

            assertThat(Posts.answer(client).status()).isEqualTo(204);
            // Although its connection to the first address is still open.
            assertThat(Posts.failure(client))
                    .isEqualTo(Failure.ours("egress rule: rebind.invalid is refused: 169.254.169.254 is"
                            + " link-local, where events never go; no key permits it"));
            assertThat(receiver.requests("id-1")).hasSize(1);
        }
    }

    @Test
    void a_refusal_names_the_key_that_would_permit_it() throws Exception {
        client("cmdb.invalid", 80, NO_PRIVATE, addresses("10.1.2.3", "192.168.0.1"));

        Failure failure = Posts.failure(client);

        assertThat(failure.kind()).isEqualTo(Kind.OURS);
        assertThat(failure.error()).contains("10.1.2.3 is private").contains("stagedoor.egress.private");
    }

    @Test
    void of_several_addresses_only_those_permitted_are_tried() throws Exception {
        try (Receiver receiver = new Receiver()) {
            client(
                    "cmdb.invalid",
                    port(receiver),
                    NO_PRIVATE,
                    addresses("169.254.169.254", "10.0.0.1", "127.0.0.1", "fd00:ec2::254"));

            assertThat(Posts.answer(client).status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[::1]:%d", "HTTP://[::1]:%d/", "http://[0:0:0:0:0:0:0:1]:%d/?a=%%2F"})
    void an_ipv6_address_in_the_url_is_connected_to(String url) throws Exception {
        try (RawServer server = new RawServer(InetAddress.getByName("::1"), 0, (in, out) -> write(out, EMPTY_200))) {
            client = new WebhookClient(
                    vertx,
                    name -> Future.failedFuture(new AssertionError("looked up: " + name)),
                    WebhookUrl.parse("url", url.formatted(server.port())),
                    Posts.direct(Duration.ofSeconds(15), Posts.OPEN));

            assertThat(Posts.answer(client).status()).isEqualTo(200);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "[0:0:0:0:0:ffff:a9fe:a9fe]",
                "[64:ff9b::169.254.169.254]",
                "[2002:a9fe:a9fe::1]",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "0.0.0.0",
                "[::]",
                "255.255.255.255"
            })
    void an_address_in_the_url_is_checked_like_any_other(String host) throws Exception {
        client(host, 80, Posts.OPEN, name -> Future.failedFuture(new AssertionError("looked up: " + name)));

        assertThat(Posts.failure(client))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.OURS))
                .satisfies(failure -> assertThat(failure.error()).startsWith("egress rule: "));
    }

    @Test
    void a_name_from_the_hosts_file_is_found_by_the_programs_own_resolver() throws Exception {
        try (Receiver receiver = new Receiver()) {
            client("localhost", port(receiver), Posts.OPEN, new VertxHostAddresses(vertx));

            assertThat(Posts.answer(client).status()).isEqualTo(204);
        }
        client.close();
        client("localhost", 80, new EgressRule(false, true, ""), new VertxHostAddresses(vertx));

        assertThat(Posts.failure(client).error()).contains("stagedoor.egress.loopback");
    }
}
