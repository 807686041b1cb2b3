package io.stagedoor.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.WebhookComponent;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.event.EventBody;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.watch.Watch;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A route of a destination that maps events, in front of a receiver. */
abstract class MappingRig {

    static final String EVENT =
            "{\"eventPayload\":{\"action\":\"created\",\"entity\":{\"n\":1.10,\"big\":12345678901234567890123.4}}}";

    @TempDir
    Path folder;

    Vertx vertx;
    Receiver receiver;
    DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        receiver = new Receiver();
        camel = new DefaultCamelContext();
        camel.addComponent(
                "delivery", new DeliveryComponent(null, Clock.systemUTC(), new Watch(new SimpleMeterRegistry())));
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx,
                        Clock.systemUTC(),
                        folder,
                        new EgressRule(true, true, ""),
                        null,
                        URI.create("/backstage")));
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        receiver.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
    }

    interface Steps {
        void after(RouteDefinition route);
    }

    Failure deliver(Steps steps) throws Exception {
        String from = "direct:" + UUID.randomUUID();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                RouteDefinition route = from(from);
                steps.after(route);
                route.to("webhook:cmdb?url=" + receiver.url());
            }
        });
        EventBody body = new EventBody(EVENT.getBytes(UTF_8));
        Exchange exchange = new DefaultExchange(camel);
        new Delivery(
                        "cmdb",
                        "evt_1",
                        "backstage/catalog/entity",
                        "application/json",
                        null,
                        Instant.EPOCH,
                        Attempts.NONE,
                        body)
                .attachTo(exchange);
        exchange.getIn().setBody(body);
        Exchange done = camel.createProducerTemplate().send(from, exchange);
        return DeliveryConsumer.failure(done.getException());
    }
}
