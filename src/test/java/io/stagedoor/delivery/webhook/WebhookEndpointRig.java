package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.webhook.connection.Certificates;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.testing.TlsRegistry;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks as a route file configures them. */
abstract class WebhookEndpointRig {

    static final TlsRegistry REGISTRY = new TlsRegistry();
    static final Certificates CERTIFICATES = new Certificates(REGISTRY);

    @TempDir
    static Path folder;

    static Vertx vertx;
    static DefaultCamelContext camel;

    @BeforeAll
    static void camelWithWebhooks() {
        vertx = Vertx.vertx();
        camel = new DefaultCamelContext();
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx,
                        Clock.systemUTC(),
                        folder,
                        new EgressRule(true, false, "10.0.0.0/16"),
                        CERTIFICATES,
                        URI.create("/backstage")));
        camel.build();
    }

    @AfterAll
    static void close() throws Exception {
        camel.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
    }

    static WebhookEndpoint endpoint() {
        return new WebhookEndpoint("webhook:cmdb", camel.getComponent("webhook", WebhookComponent.class));
    }

    static String everythingThatItSays(Throwable refused) {
        StringWriter text = new StringWriter();
        refused.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
