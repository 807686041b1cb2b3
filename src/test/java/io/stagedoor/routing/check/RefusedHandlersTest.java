package io.stagedoor.routing.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error handlers that hide failures or repeat a step. */
class RefusedHandlersTest extends RefusedStepsRig {

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
}
