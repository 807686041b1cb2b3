package io.stagedoor.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.contract.Contract;
import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFileException;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.routing.routes.RouteLoader;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step or option that may lose events stops the start; the message names file and line: {@link StepCheck}. */
class RefusedStepsTest {

    private static final String ENTITY = "amqp:queue:backstage/catalog/entity";
    private static final String ANOTHER_THREAD = "moves the event to another thread, outside its transaction";
    private static final String WAITS = "makes all events of the channel wait";
    private static final String ONE_ID = "several bodies with one webhook-id";
    private static final String UNKNOWN = "may lose events";

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        camel.close();
    }

    private static Arguments refused(String name, String reason, String step) {
        return Arguments.of(Named.of(name, name), reason, step);
    }

    static Stream<Arguments> inAChannel() {
        return Stream.of(
                refused("wireTap", ANOTHER_THREAD, "- wireTap: {uri: 'direct:a'}"),
                refused("threads", ANOTHER_THREAD, "- threads: {poolSize: 2}"),
                refused("to seda:", ANOTHER_THREAD, "- to: seda:x"),
                refused(
                        "multicast with parallelProcessing",
                        ANOTHER_THREAD,
                        "- multicast: {parallelProcessing: true, steps: [{to: 'amqp:queue:deliver/a'}]}"),
                refused(
                        "multicast with timeout",
                        "continues without the slower branches",
                        "- multicast: {timeout: 5, steps: [{to: 'amqp:queue:deliver/a'}]}"),
                refused(
                        "recipientList with parallelProcessing",
                        ANOTHER_THREAD,
                        "- recipientList: {constant: 'amqp:queue:deliver/a', parallelProcessing: true}"),
                refused(
                        "recipientList with executorService",
                        ANOTHER_THREAD,
                        "- recipientList: {constant: 'amqp:queue:deliver/a', executorService: '#x'}"),
                refused(
                        "aggregate",
                        ANOTHER_THREAD,
                        "- aggregate: {correlationExpression: {constant: x}, completionSize: 2, steps: [{log: x}]}"),
                refused("resequence", ANOTHER_THREAD, "- resequence: {simple: '${body}', steps: [{log: x}]}"),
                refused("delay", WAITS, "- delay: {constant: 1000}"),
                refused("throttle", WAITS, "- throttle: {constant: 1}"),
                refused("enrich", WAITS, "- enrich: {constant: 'http://x'}"),
                refused("pollEnrich", WAITS, "- pollEnrich: {constant: 'file:x'}"),
                refused("poll", WAITS, "- poll: {uri: 'file:x'}"),
                refused("split", ONE_ID, "- split: {tokenize: ',', steps: [{to: 'amqp:queue:deliver/a'}]}"),
                refused("loop", "in each round", "- loop: {constant: 3, steps: [{to: 'amqp:queue:deliver/a'}]}"),
                refused("dynamicRouter", "possibly without end", "- dynamicRouter: {constant: 'amqp:queue:deliver/a'}"),
                refused("sample", "by their time alone", "- sample: {samplePeriod: 1000}"),
                refused(
                        "idempotentConsumer",
                        "duplicates are dropped before the route",
                        "- idempotentConsumer: {constant: x, idempotentRepository: '#r', steps: [{log: x}]}"),
                refused("saga", UNKNOWN, "- saga: {steps: [{log: x}]}"),
                refused("transacted", UNKNOWN, "- transacted: {steps: [{log: x}]}"),
                refused("policy", UNKNOWN, "- policy: {ref: x, steps: [{log: x}]}"),
                refused("circuitBreaker", UNKNOWN, "- circuitBreaker: {steps: [{to: 'amqp:queue:deliver/a'}]}"),
                refused("kamelet", UNKNOWN, "- kamelet: {name: x}"),
                refused("to file:", "is outside the event's transaction", "- to: file:out"),
                refused("to http:", "is outside the event's transaction", "- to: http://localhost"),
                refused("to jms:", "is outside the event's transaction", "- to: jms:queue:deliver/a"),
                refused("toD file:", "is outside the event's transaction", "- toD: 'file:${variable.action}'"),
                refused("no route", "no route begins with direct:nobody", "- to: direct:nobody"),
                refused("there is no", "there is no destination 'typo'", "- to: amqp:queue:deliver/typo"),
                refused("there is no", "there is no destination 'typo'", "- toD: amqp:deliver/typo"),
                refused("there is no", "there is no destination 'a/parked/x'", "- to: amqp:queue:deliver/a/parked/x"),
                refused("'backstage/", "is a channel", "- to: amqp:queue:backstage/catalog/entity"),
                refused("'backstage/", "is a channel", "- to: amqp:queue:backstage/catalog/location"),
                refused("'", "is a queue of Stagedoor's own", "- to: amqp:queue:seen/backstage/catalog/entity"),
                refused("'", "is a queue of Stagedoor's own", "- to: amqp:queue:turn/x"),
                refused("'", "is a queue of Stagedoor's own", "- to: amqp:queue:dead-letter/x"),
                refused("'", "is no queue", "- to: amqp:topic:x"),
                refused("'", "is no queue", "- to: amqp:temp-queue:x"),
                refused("'", "is no address", "- to: amqp:queue:held/x::held/y"));
    }

    @ParameterizedTest
    @MethodSource("inAChannel")
    void a_step_that_may_lose_an_event_is_refused_in_the_route_of_a_channel(String name, String reason, String step) {
        assertThatThrownBy(
                        () -> load(new RouteFile("routes/c.yaml", RoutesRig.route("c", ENTITY, "- log: x\n" + step))))
                .isInstanceOf(RouteFileException.class)
                .hasMessageStartingWith("routes/c.yaml:8: " + name)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"- to: direct:sub", "- toD: 'direct:${variable.action}'", "- recipientList: {simple: '${body}'}"
            })
    void it_is_refused_in_a_route_that_a_channel_calls_too(String call) {
        assertThatThrownBy(() -> load(
                        new RouteFile("routes/c.yaml", RoutesRig.route("c", ENTITY, call)),
                        new RouteFile(
                                "routes/sub.yaml", RoutesRig.route("sub", "direct:sub", "- delay: {constant: 1}"))))
                .hasMessageStartingWith("routes/sub.yaml:7: delay " + WAITS);
    }

    @Test
    void it_is_refused_in_the_steps_that_a_route_configuration_adds() {
        assertThatThrownBy(() -> load(
                        new RouteFile("routes/0.yaml", """
                                - routeConfiguration:
                                    intercept:
                                      - intercept:
                                          steps:
                                            - wireTap:
                                                uri: direct:a
                                """),
                        new RouteFile("routes/c.yaml", RoutesRig.route("c", ENTITY, "- to: amqp:queue:deliver/a"))))
                .hasMessageStartingWith("routes/0.yaml:5: wireTap " + ANOTHER_THREAD);
    }

    private static Stream<String> options() {
        return Stream.of(
                "transacted=false",
                "acknowledgementModeName=AUTO_ACKNOWLEDGE",
                "asyncConsumer=true",
                "replyTo=x",
                "disableReplyTo=false",
                "connectionFactory=#x",
                "consumerType=Simple",
                "messageListenerContainerFactory=#x",
                "mapJmsMessage=true",
                "exchangePattern=InOut",
                "exceptionHandler=#x",
                "autoStartup=false",
                "timeToLive=1000",
                "deliveryPersistent=false",
                "deliveryMode=1",
                "explicitQosEnabled=true",
                "preserveMessageQos=true",
                "jmsMessageType=Object",
                "jmsMessageType=Map",
                "headerFilterStrategy=#x");
    }

    @ParameterizedTest
    @MethodSource("options")
    void an_option_that_may_lose_events_is_refused_where_a_route_begins(String option) {
        assertThatThrownBy(() -> load(new RouteFile(
                        "routes/c.yaml", RoutesRig.route("c", ENTITY + "?" + option, "- to: amqp:queue:deliver/a"))))
                .hasMessageStartingWith(
                        "routes/c.yaml:5: amqp: with " + option.replaceFirst("=.*", "") + " may lose events");
    }

    @ParameterizedTest
    @MethodSource("options")
    void an_option_that_may_lose_events_is_refused_where_a_route_sends(String option) {
        assertThatThrownBy(() -> load(new RouteFile(
                        "routes/c.yaml", RoutesRig.route("c", ENTITY, "- to: amqp:queue:deliver/a?" + option))))
                .hasMessageStartingWith(
                        "routes/c.yaml:7: amqp: with " + option.replaceFirst("=.*", "") + " may lose events");
    }

    @Test
    void options_that_keep_every_event_are_permitted() throws Exception {
        assertThat(
                        load(
                                new RouteFile(
                                        "routes/c.yaml",
                                        RoutesRig.route(
                                                "c",
                                                ENTITY + "?concurrentConsumers=2&maxConcurrentConsumers=4",
                                                "- to: amqp:queue:deliver/a?jmsMessageType=Text\n- to: amqp:queue:held/x?deliveryDelay=5"))))
                .hasSize(2);
    }

    static Stream<Arguments> handlers() {
        return Stream.of(
                refused("an errorHandler other", "hides failures", """
                        - errorHandler:
                            deadLetterChannel:
                              deadLetterUri: log:x
                        """),
                refused("an errorHandler other", "hides failures", """
                        - errorHandler:
                            refErrorHandler: {ref: x}
                        """),
                refused("errorHandler", WAITS, """
                        - errorHandler:
                            defaultErrorHandler:
                              redeliveryPolicy: {maximumRedeliveries: -1}
                        """),
                refused("onException", WAITS, """
                        - onException:
                            exception: [java.lang.Exception]
                            redeliveryPolicy: {maximumRedeliveries: 3}
                        """),
                refused("onException", WAITS, """
                        - onException:
                            exception: [java.lang.Exception]
                            retryWhile: {constant: "true"}
                        """),
                refused("onCompletion", "its failures are only logged", """
                        - onCompletion:
                            steps:
                              - to: amqp:queue:deliver/a
                        """));
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void a_handler_that_hides_failures_or_repeats_a_step_is_refused(String name, String reason, String handler) {
        String route = RoutesRig.route("c", ENTITY, "- to: amqp:queue:deliver/a");

        assertThatThrownBy(() -> load(new RouteFile("routes/c.yaml", handler + route)))
                .hasMessageMatching("(?s)routes/c.yaml:[1-9]\\d*: " + name + " .*" + reason + ".*");
    }

    @Test
    void an_error_handler_of_the_route_itself_is_refused() {
        String route = RoutesRig.route("c", ENTITY, "- to: amqp:queue:deliver/a")
                .replace("    id: c\n", "    id: c\n    errorHandler: {deadLetterChannel: {deadLetterUri: 'log:x'}}\n");

        assertThatThrownBy(() -> load(new RouteFile("routes/c.yaml", route)))
                .hasMessageStartingWith("routes/c.yaml:")
                .hasMessageContaining("hides failures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "    id: mine\n"})
    void an_error_handler_of_a_route_configuration_is_refused_in_the_route_that_has_it(String id) {
        String configuration =
                "- routeConfiguration:\n" + id + "    errorHandler: {deadLetterChannel: {deadLetterUri: 'log:x'}}\n";
        String route = RoutesRig.route("c", ENTITY, "- to: amqp:queue:deliver/a");
        if (!id.isEmpty()) {
            route = route.replace("    id: c\n", "    id: c\n    routeConfigurationId: mine\n");
        }
        RouteFile file = new RouteFile("routes/c.yaml", route);

        assertThatThrownBy(() -> load(new RouteFile("routes/0.yaml", configuration), file))
                .hasMessageStartingWith("routes/c.yaml:2: an errorHandler other than");
    }

    static Stream<Arguments> inADestination() {
        return Stream.of(
                refused("wireTap", "after its attempt", "- wireTap: {uri: 'webhook:x'}"),
                refused(
                        "aggregate",
                        "after its attempt",
                        "- aggregate: {correlationExpression: {constant: x}, completionSize: 2, steps: [{log: x}]}"),
                refused("split", ONE_ID, "- split: {tokenize: ',', steps: [{to: 'webhook:x'}]}"),
                refused("split", ONE_ID, "- split: {tokenize: ',', steps: [{to: 'direct:x'}]}"),
                refused(
                        "idempotentConsumer",
                        "treats the next attempt of an event as a duplicate",
                        "- idempotentConsumer: {constant: x, idempotentRepository: '#r', steps: [{log: x}]}"),
                refused(
                        "multicast with timeout",
                        "hides their failures",
                        "- multicast: {timeout: 5, steps: [{to: 'webhook:x'}]}"),
                refused("circuitBreaker", UNKNOWN, "- circuitBreaker: {steps: [{to: 'webhook:x'}]}"),
                refused("there is no", "there is no destination 'typo'", "- to: amqp:queue:deliver/typo"));
    }

    @ParameterizedTest
    @MethodSource("inADestination")
    void a_step_that_hides_the_result_of_an_attempt_is_refused_in_the_route_of_a_destination(
            String name, String reason, String step) {
        assertThatThrownBy(() ->
                        load(new RouteFile("routes/d.yaml", RoutesRig.route("d", "delivery:d", "- log: x\n" + step))))
                .hasMessageStartingWith("routes/d.yaml:8: " + name)
                .hasMessageContaining(reason);
    }

    @Test
    void a_destination_without_a_webhook_may_wait_and_split() throws Exception {
        assertThat(load(new RouteFile("routes/d.yaml", RoutesRig.route("d", "delivery:d", """
                                - delay: {constant: 10}
                                - throttle: {constant: 1}
                                - split: {tokenize: ',', steps: [{to: 'file:out'}]}
                                """))))
                .hasSize(2);
    }

    @Test
    void a_route_from_a_template_is_checked_too() {
        assertThatThrownBy(() -> load(new RouteFile("routes/t.yaml", """
                        - routeTemplate:
                            id: t
                            parameters:
                              - name: channel
                            from:
                              uri: "amqp:queue:{{channel}}"
                              steps:
                                - delay: {constant: 1000}
                        - templatedRoute:
                            routeTemplateRef: t
                            routeId: c
                            parameters:
                              - name: channel
                                value: backstage/catalog/entity
                        """)))
                .isInstanceOf(RouteFileException.class)
                .hasMessageContaining("delay " + WAITS);
    }

    private List<RouteDefinition> load(RouteFile... files) throws Exception {
        RouteLoader loader = new RouteLoader(camel);
        for (RouteFile file : files) {
            loader.load(file);
        }
        loader.load(new RouteFile("routes/destinations/a.yaml", RoutesRig.route("a", "delivery:a", "- log: x")));
        Contract contract = Contract.bundled();
        new RouteCheck(contract, new QueueRules(contract)).check(loader.definitions());
        return loader.definitions();
    }
}
