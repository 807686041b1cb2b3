package io.stagedoor.delivery.webhook.connection;

import io.stagedoor.testing.TlsRegistry;
import io.stagedoor.testing.receiver.Identity;
import io.stagedoor.testing.receiver.Proxy;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A receiver behind a proxy. */
abstract class WebhookProxyRig {

    Duration timeout = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    static Vertx vertx;
    static Identity cmdb;
    Proxy proxy;
    WebhookClient client;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        cmdb = Identity.create(folder, "cmdb.invalid");
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
        if (proxy != null) {
            proxy.close();
        }
    }

    void post(String url, String through, String credentials) {
        WebhookProxy proxy = WebhookProxy.parse(through);
        NamedTls tls = new NamedTls("cmdb", Posts.tls(cmdb, null), new Certificates(new TlsRegistry()));
        WebhookConnection connection = Posts.with(timeout, credentials == null ? proxy : proxy.as(credentials), tls);
        HostAddresses nobody = name -> Future.failedFuture(new AssertionError("looked up: " + name));
        client = new WebhookClient(vertx, nobody, WebhookUrl.parse("url", url), connection);
    }

    String http() {
        return "http://localhost:" + proxy.port();
    }

    static int port(Receiver receiver) {
        return WebhookUrl.parse("url", receiver.url()).port();
    }
}
