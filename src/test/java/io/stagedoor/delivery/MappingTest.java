package io.stagedoor.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.RetrySchedule;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.webhook.WebhookComponent;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.event.EventBody;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Request;
import io.stagedoor.watch.Watch;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step between {@code delivery:} and {@code webhook:} that gives the event another body. */
class MappingTest {

    private static final String EVENT =
            "{\"eventPayload\":{\"action\":\"created\",\"entity\":{\"n\":1.10,\"big\":12345678901234567890123.4}}}";

    @TempDir
    Path folder;

    private Vertx vertx;
    private Receiver receiver;
    private DefaultCamelContext camel;

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
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private interface Steps {
        void after(RouteDefinition route);
    }

    @Test
    void a_mapped_event_is_sent_as_json_and_keeps_every_digit() throws Exception {
        assertThat(deliver(route -> route.transform().jq("{what: .eventPayload.action, it: .eventPayload.entity}")))
                .isNull();

        assertThat(sent().body())
                .asString(UTF_8)
                .isEqualTo("{\"what\":\"created\",\"it\":{\"n\":1.10,\"big\":12345678901234567890123.4}}");
        assertThat(sent().headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void an_expression_in_set_body_maps_too_and_a_text_of_json_is_json() throws Exception {
        assertThat(deliver(route -> route.setBody().jq("\"a \\\"word\\\"\""))).isNull();

        assertThat(sent().body()).asString(UTF_8).isEqualTo("\"a \\\"word\\\"\"");
    }

    @Test
    void a_route_that_sets_the_content_type_may_send_any_body() throws Exception {
        assertThat(deliver(route -> {
                    route.setBody().simple("created: ${variable.eventId}");
                    route.setHeader("Content-Type").constant("text/plain; charset=utf-8");
                }))
                .isNull();

        assertThat(sent().headers()).containsEntry("content-type", "text/plain; charset=utf-8");
        assertThat(sent().body()).asString(UTF_8).startsWith("created: ");
    }

    @Test
    void an_event_that_is_only_read_stays_unchanged() throws Exception {
        assertThat(deliver(route -> route.setVariable("what").jq(".eventPayload.action")))
                .isNull();

        assertThat(sent().body()).asString(UTF_8).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".eventPayload.action.name      | the step transform cannot process this event: ",
                ".eventPayload.action + 1       | the step transform cannot process this event: ",
                "error(\"no owner\")            | the step transform cannot process this event: no owner",
                "empty                          | the mapping gives no result",
                ".eventPayload.action, .topic    | the mapping gives 2 results"
            })
    void an_event_that_the_expression_cannot_process_is_undeliverable_at_once(String jq, String expected)
            throws Exception {
        Failure failure = deliver(route -> route.transform().jq(jq));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(failure.permanent()).isTrue();
        assertThat(failure.error()).startsWith(expected);
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void an_event_is_not_at_fault_when_the_program_lacks_memory() throws Exception {
        Failure failure = deliver(route -> route.setBody(exchange -> {
            throw new OutOfMemoryError("Java heap space");
        }));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.OURS);
        assertThat(failure.error()).contains("Java heap space");
    }

    /** As jq does with lists in lists in lists. */
    @Test
    void an_event_that_is_too_deep_for_an_expression_is_undeliverable() throws Exception {
        Failure failure = deliver(route -> route.setBody(exchange -> {
            throw new StackOverflowError();
        }));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(failure.error()).contains("StackOverflowError");
    }

    @Test
    void a_result_that_is_not_json_is_undeliverable_and_says_what_to_do() throws Exception {
        Failure failure = deliver(route -> route.setBody().simple("created: ${variable.eventId}"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(failure.error()).contains("not JSON").contains("set the header Content-Type");
    }

    @Test
    void a_content_type_that_would_split_the_request_is_undeliverable() throws Exception {
        Failure failure = deliver(route -> route.setHeader("Content-Type").constant("text/plain\r\nx-evil: y"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_condition_that_cannot_process_the_event_is_undeliverable() throws Exception {
        assertThat(deliver(route -> route.filter()
                                .jq(".eventPayload.action.name == 1")
                                .log("x")
                                .end())
                        .kind())
                .isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(deliver(route -> route.choice()
                                .when()
                                .jq(".eventPayload.action.name == 1")
                                .log("x")
                                .end())
                        .kind())
                .isEqualTo(Failure.Kind.UNDELIVERABLE);
    }

    @Test
    void a_failure_in_a_branch_is_not_the_conditions_fault() throws Exception {
        assertThat(deliver(route -> route.choice()
                                .when()
                                .jq(".eventPayload.action == \"created\"")
                                .throwException(IOException.class, "no route to host")
                                .end())
                        .kind())
                .isEqualTo(Failure.Kind.RETRYABLE);
    }

    @Test
    void a_filter_leaves_an_event_out_and_that_is_no_failure() throws Exception {
        assertThat(deliver(route -> route.filter()
                        .jq(".eventPayload.action == \"deleted\"")
                        .to("webhook:cmdb?url=" + receiver.url())
                        .stop()
                        .end()
                        .stop()))
                .isNull();

        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void an_undeliverable_event_is_a_dead_letter_that_says_so() {
        Verdict verdict = Verdict.of(
                new Delivery(
                        "cmdb",
                        "evt_1",
                        "",
                        "application/json",
                        Instant.EPOCH,
                        Attempts.NONE,
                        new EventBody(new byte[0])),
                Failure.undeliverable("the step transform in line 9 cannot process this event"),
                RetrySchedule.parse("5s"),
                Instant.EPOCH,
                RandomGenerator.getDefault());

        assertThat(((Verdict.GiveUp) verdict).deadLetter().properties())
                .containsEntry("stagedoor_reason", "undeliverable")
                .containsEntry("stagedoor_error", "the step transform in line 9 cannot process this event");
    }

    @Test
    void camel_converts_an_event_to_json_without_a_second_parse() throws Exception {
        EventBody body = new EventBody(EVENT.getBytes(UTF_8));

        assertThat(camel.getTypeConverter().convertTo(JsonNode.class, body)).isSameAs(body.json());
    }

    private Failure deliver(Steps steps) throws Exception {
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
                        Instant.EPOCH,
                        Attempts.NONE,
                        body)
                .attachTo(exchange);
        exchange.getIn().setBody(body);
        Exchange done = camel.createProducerTemplate().send(from, exchange);
        return DeliveryConsumer.failure(done.getException());
    }

    private Request sent() {
        return receiver.requests().get(0);
    }
}
