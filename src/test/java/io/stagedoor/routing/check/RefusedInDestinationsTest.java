package io.stagedoor.routing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that hide the result of an attempt. */
class RefusedInDestinationsTest extends RefusedStepsRig {

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
}
