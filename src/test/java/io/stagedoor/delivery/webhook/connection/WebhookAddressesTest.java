package io.stagedoor.delivery.webhook.connection;

import static io.stagedoor.testing.receiver.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.receiver.RawServer;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the addresses of a receiver a client connects to, and how often. */
class WebhookAddressesTest extends WebhookEgressRig {

    /** Of which half is left for a connection to the second address, also on a busy machine. */
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(8);

    @Test
    void an_address_that_refuses_the_connection_gives_way_to_the_next() throws Exception {
        try (Receiver receiver = new Receiver()) {
            client("cmdb.invalid", port(receiver), Posts.OPEN, addresses("127.0.0.2", "127.0.0.3", "127.0.0.1"));

            assertThat(Posts.answer(client).status()).isEqualTo(204);
        }
    }

    @Test
    void an_address_that_never_answers_gives_way_to_the_next_within_the_time_out() throws Exception {
        try (RawServer silent = new RawServer(address("127.0.0.1"), 0, RawServer::neverAnswer);
                RawServer other = new RawServer(address("127.0.0.2"), silent.port(), (in, out) -> {})) {
            HostAddresses names = addresses("127.0.0.1", "127.0.0.2");
            WebhookUrl url = WebhookUrl.parse("url", "https://cmdb.invalid:" + silent.port() + "/");
            client = new WebhookClient(vertx, names, url, Posts.direct(LONG_TIMEOUT, Posts.OPEN));
            Instant start = Instant.now();

            Failure failure = Posts.failure(client);

            assertThat(failure.error()).startsWith("TLS: ");
            assertThat(other.accepted()).isEqualTo(1);
            assertThat(Duration.between(start, Instant.now())).isLessThan(LONG_TIMEOUT);
        }
    }

    @Test
    void when_no_address_connects_the_event_is_tried_again_later() throws Exception {
        try (RawServer taken = new RawServer((in, out) -> {})) {
            client("cmdb.invalid", taken.port(), Posts.OPEN, addresses("127.0.0.2", "127.0.0.3"));

            Failure failure = Posts.failure(client);

            assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
            assertThat(failure.error()).startsWith("no connection: ");
        }
    }

    @Test
    void a_resolver_that_never_answers_is_our_fault_and_ends_in_time() throws Exception {
        client("cmdb.invalid", 80, Posts.OPEN, name -> Promise.<List<InetAddress>>promise()
                .future());
        Instant start = Instant.now();

        Failure failure = Posts.failure(client);

        assertThat(failure).isEqualTo(Failure.ours("host name not found: cmdb.invalid, no answer within 2000 ms"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    }

    /** The third is unreachable from here. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.2", "127.0.0.2, 127.0.0.1"})
    void a_receiver_that_refuses_at_one_address_is_at_fault_whatever_we_lack_for_the_other(String first, String second)
            throws Exception {
        int port = FreePort.next();
        client("cmdb.invalid", port, Posts.OPEN, addresses(first, second, "2001:db8::1"));

        Failure failure = Posts.failure(client);

        assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
        assertThat(failure.error()).startsWith("no connection: ");
    }

    @Test
    void a_resolver_that_finds_no_address_is_our_fault() throws Exception {
        client("cmdb.invalid", 80, Posts.OPEN, addresses());
        assertThat(Posts.failure(client)).isEqualTo(Failure.ours("host name not found: cmdb.invalid has no address"));
        client.close();

        client("cmdb.invalid", 80, Posts.OPEN, name -> Future.failedFuture(new UnknownHostException(name)));
        assertThat(Posts.failure(client)).isEqualTo(Failure.ours("host name not found: cmdb.invalid"));
    }

    @Test
    void connections_are_reused_although_the_resolver_changes_the_order_each_time() throws Exception {
        try (RawServer one = keepingConnections("127.0.0.1", 0);
                RawServer other = keepingConnections("127.0.0.2", one.port())) {
            List<InetAddress> both = new ArrayList<>(List.of(address("127.0.0.1"), address("127.0.0.2")));
            client("cmdb.invalid", one.port(), Posts.OPEN, name -> {
                Collections.rotate(both, 1);
                return Future.succeededFuture(List.copyOf(both));
            });

            for (int i = 0; i < 100; i++) {
                assertThat(Posts.answer(client).status()).isEqualTo(200);
            }

            assertThat(one.accepted() + other.accepted()).isLessThanOrEqualTo(4);
            assertThat(Math.min(one.accepted(), other.accepted())).isZero();
        }
    }

    @Test
    void the_new_address_of_a_name_is_used_although_the_old_connection_still_works() throws Exception {
        try (RawServer old = keepingConnections("127.0.0.1", 0);
                RawServer young = keepingConnections("127.0.0.2", old.port())) {
            client(
                    "cmdb.invalid",
                    old.port(),
                    Posts.OPEN,
                    name -> Future.succeededFuture(
                            List.of(address(lookups.incrementAndGet() < 3 ? "127.0.0.1" : "127.0.0.2"))));

            await().until(() -> {
                assertThat(Posts.answer(client).status()).isEqualTo(200);
                return young.accepted() > 0;
            });
        }
    }

    @Test
    void no_more_exchanges_go_at_once_than_there_are_connections_however_many_addresses() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RawServer.Behaviour slow = (in, out) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(50);
            now.decrementAndGet();
            write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        };
        try (RawServer one = new RawServer(address("127.0.0.1"), 0, slow);
                RawServer other = new RawServer(address("127.0.0.2"), one.port(), slow)) {
            client(
                    "cmdb.invalid",
                    one.port(),
                    Posts.OPEN,
                    name -> Future.succeededFuture(
                            List.of(address(lookups.incrementAndGet() % 2 == 0 ? "127.0.0.1" : "127.0.0.2"))));

            List<CompletableFuture<WebhookClient.Answer>> posts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                posts.add(Posts.send(client));
            }
            for (CompletableFuture<WebhookClient.Answer> post : posts) {
                assertThat(post.get(3, TimeUnit.MINUTES).status()).isEqualTo(200);
            }

            assertThat(one.requests() + other.requests()).isEqualTo(40);
            assertThat(most.get()).isLessThanOrEqualTo(4);
        }
    }

    private static RawServer keepingConnections(String address, int port) {
        return new RawServer(address(address), port, (in, out) -> {
            while (true) {
                in.readNBytes(Posts.BODY.length);
                write(out, EMPTY_200);
                RawServer.readHead(in);
            }
        });
    }
}
