package io.stagedoor.verbatim;

import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.webhook.WebhookComponent;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.event.EventBody;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.routing.routes.RouteLoader;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A route with a webhook, whose options stand in the file or in keys that it names. */
abstract class VerbatimOptionsRig {

    static final String KEYED = """
            - route:
                id: cmdb
                from:
                  uri: direct:cmdb
                  steps:
                    - to:
                        uri: webhook:cmdb
                        parameters:
                          url: "{{its.url}}"
                          connections: 3
            """;

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();
    final DefaultCamelContext camel = new DefaultCamelContext();
    final Properties keys = new Properties();
    Receiver receiver;

    @BeforeEach
    void webhooks() throws Exception {
        receiver = new Receiver();
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx, Clock.systemUTC(), folder, new EgressRule(true, true, ""), null, URI.create("/x")));
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
        camel.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
    }

    String base() {
        return receiver.url().replaceAll("/hook$", "");
    }

    void load(String yaml) throws Exception {
        camel.getPropertiesComponent().setInitialProperties(keys);
        new RouteLoader(camel).load(new RouteFile("routes/cmdb.yaml", yaml));
        camel.start();
    }

    Exception post() {
        EventBody body = new EventBody("{}".getBytes());
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(
                "stagedoor.delivery",
                new Delivery(
                        "cmdb",
                        "id-1",
                        "backstage/catalog/entity",
                        "application/json",
                        null,
                        Instant.EPOCH,
                        new Attempts(0, null, null, null, null),
                        body));
        exchange.getIn().setBody(body);
        return camel.createProducerTemplate().send("direct:cmdb", exchange).getException();
    }

    record Arrived(String target, Map<String, String> headers) {}

    Arrived arrived() {
        Receiver.Request request = receiver.requests("id-1").get(0);
        return new Arrived(request.path(), request.headers());
    }
}
