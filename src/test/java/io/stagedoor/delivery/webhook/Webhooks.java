package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Exchanged;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.event.EventBody;
import io.stagedoor.testing.Events;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.URISupport;

/** The component {@code webhook:} alone, without queue and broker. */
public final class Webhooks implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate producer;

    public Webhooks(Clock clock, Path data) {
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx, clock, data, new EgressRule(true, true, ""), null, URI.create("/backstage")));
        camel.start();
        producer = camel.createProducerTemplate();
    }

    /** Makes the endpoint as a route file would. */
    public String endpoint(String url, Map<String, String> options) throws Exception {
        Map<String, Object> all = new TreeMap<>(options);
        all.put("url", url);
        String uri = "webhook:cmdb?" + URISupport.createQueryString(all);
        camel.getEndpoint(uri);
        return uri;
    }

    /** @return null when the event was delivered */
    public Failure post(String uri, String id, String event) {
        return failure(producer.send(uri, exchange(id, event)));
    }

    /** What others may see of the attempt. */
    public Exchanged exchanged(String uri, String id, String event) {
        return Exchanged.of(producer.send(uri, exchange(id, event)));
    }

    public CompletableFuture<Failure> postAsync(String uri, String id, String event) {
        return producer.asyncSend(uri, exchange(id, event)).thenApply(Webhooks::failure);
    }

    /** @return null when the event was delivered */
    public Failure post(String uri, String id, String channel, String contentType, byte[] event) {
        return failure(producer.send(uri, exchange(id, channel, contentType, event)));
    }

    private Exchange exchange(String id, String event) {
        return exchange(id, Events.ENTITY, "application/json", event.getBytes(StandardCharsets.UTF_8));
    }

    private Exchange exchange(String id, String channel, String contentType, byte[] event) {
        EventBody body = new EventBody(event);
        Attempts none = new Attempts(0, null, null, null, null);
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(
                "stagedoor.delivery", new Delivery("cmdb", id, channel, contentType, null, Instant.EPOCH, none, body));
        exchange.getIn().setBody(body);
        return exchange;
    }

    private static Failure failure(Exchange exchange) {
        Exception exception = exchange.getException();
        if (exception == null) {
            return null;
        }
        if (exception instanceof DeliveryFailed failed) {
            return failed.failure();
        }
        throw new AssertionError("not what a webhook fails with", exception);
    }

    @Override
    public void close() throws Exception {
        camel.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
    }
}
