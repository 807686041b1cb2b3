package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No handler of failures and no interceptor, of the route or for all routes, makes an event vanish. */
class FailureHandlersTest extends SentMeansSentRig {

    static Stream<Arguments> handlers() {
        return Stream.of(
                dead("a handler that takes the failure away", "undeliverable", """
                        - onException:
                            exception: [java.lang.Exception]
                            handled: {constant: "true"}
                            steps:
                              - log: handled
                        """),
                dead("a handler with no step", "undeliverable", """
                        - onException:
                            exception: [java.lang.Exception]
                            handled: {constant: "true"}
                        """),
                dead("a handler that goes on", "undeliverable", """
                        - onException:
                            exception: [java.lang.Exception]
                            continued: {constant: "true"}
                        """),
                dead("a handler that fails itself", "undeliverable", """
                        - onException:
                            exception: [java.lang.Exception]
                            handled: {constant: "true"}
                            steps:
                              - throwException: {exceptionType: java.lang.RuntimeException, message: again}
                        """),
                dead("no error handler", "undeliverable", "- errorHandler: {noErrorHandler: {}}\n"),
                routed("a handler that sends the event elsewhere", """
                        - onException:
                            exception: [java.lang.Exception]
                            handled: {constant: "true"}
                            steps:
                              - to: amqp:queue:deliver/b
                        """, "a b"),
                dead("an interceptor that stops", "unrouted", """
                        - interceptFrom:
                            uri: "amqp:*"
                            steps:
                              - stop: {}
                        """),
                dead("an interceptor at each step that stops", "unrouted", """
                        - intercept:
                            steps:
                              - stop: {}
                        """),
                dead("an interceptor in the place of the sends", "undeliverable", """
                        - interceptSendToEndpoint:
                            uri: "*"
                            skipSendToOriginalEndpoint: true
                            steps:
                              - log: skipped
                        """));
    }

    /** The route sends, then fails. */
    @ParameterizedTest
    @MethodSource("handlers")
    void no_handler_and_no_interceptor_makes_an_event_vanish(String handler, String queues, String reason)
            throws Exception {
        String route = route("task", "amqp:queue:" + CHANNEL, """
                - to: amqp:queue:deliver/a
                - throwException: {exceptionType: java.lang.IllegalStateException, message: boom}
                """);
        start(List.of(new RouteFile("routes/task.yaml", handler + route)));
        String event = event();

        assertThat(becomes(event)).isEqualTo(counts(queues));
        if (reason != null) {
            assertThat(dead().text("reason")).isEqualTo(reason);
            assertThat(becomes(event)).as("sent again").isEqualTo(counts(queues));
        }
    }

    @Test
    void an_invalid_event_goes_nowhere_even_if_a_handler_continues_after_the_validator() throws Exception {
        String handler = """
                - onException:
                    exception: [java.lang.Exception]
                    continued: {constant: "true"}
                """;
        start(List.of(new RouteFile(
                "routes/task.yaml",
                handler
                        + route(
                                "task",
                                "amqp:queue:" + CHANNEL,
                                to("json-validator:scaffolderTaskComplete") + to("amqp:queue:deliver/a")))));

        assertThat(becomes("{}")).isEqualTo(counts("dead"));
    }
}
