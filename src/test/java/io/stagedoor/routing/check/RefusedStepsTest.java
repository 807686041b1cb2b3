package io.stagedoor.routing.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFileException;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step or option that may lose events stops the start; the message names file and line: {@link StepCheck}. */
class RefusedStepsTest extends RefusedStepsRig {

    private static final String ANOTHER_THREAD = "moves the event to another thread, outside its transaction";

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
}
