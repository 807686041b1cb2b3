package io.stagedoor.delivery.webhook.connection;

import io.stagedoor.egress.EgressRule;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A client whose resolver says what a test wants. */
abstract class WebhookEgressRig {

    static final Duration TIMEOUT = Duration.ofSeconds(2);
    static final String EMPTY_200 = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    static final EgressRule NO_PRIVATE = new EgressRule(true, false, "");

    static Vertx vertx;

    final AtomicInteger lookups = new AtomicInteger();
    WebhookClient client;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    void client(String host, int port, EgressRule rule, HostAddresses names) {
        WebhookUrl url = WebhookUrl.parse("url", "http://" + host + ":" + port + "/hook?a=b");
        client = new WebhookClient(vertx, names, url, Posts.direct(TIMEOUT, rule));
    }

    HostAddresses addresses(String... addresses) {
        return name -> {
            lookups.incrementAndGet();
            return Future.succeededFuture(
                    List.of(addresses).stream().map(WebhookEgressTest::address).toList());
        };
    }

    static int port(Receiver receiver) {
        return WebhookUrl.parse("url", receiver.url()).port();
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(text, e);
        }
    }
}
