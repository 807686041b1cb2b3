package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.testing.Amqp.Taken;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An event counts as routed by what its transaction hands over, however its route is written: it stands in the queue of a
 * destination or with the dead letters, never in neither, and what was not delivered may come again.
 */
class SentMeansSentTest extends RoutesRig {

    private static final RouteFile SUB = new RouteFile("routes/sub.yaml", route("sub", "direct:sub", """
            - choice:
                when:
                  - simple: "${variable.action} == 'completed'"
                    steps:
                      - to:
                          uri: amqp:queue:deliver/a
            """));

    private static final RouteFile FAILING =
            new RouteFile("routes/failing.yaml", route("failing", "direct:failing", """
            - throwException:
                exceptionType: java.lang.IllegalStateException
                message: boom
            """));

    private static Arguments routed(String what, String steps, String queues) {
        return Arguments.of(Named.of(what, steps), queues, null);
    }

    private static Arguments dead(String what, String reason, String steps) {
        return Arguments.of(Named.of(what, steps), "dead", reason);
    }

    static Stream<Arguments> routes() {
        return Stream.of(
                // What sends.
                routed("to", to("amqp:queue:deliver/a"), "a"),
                routed("to, without queue:", to("amqp:deliver/a"), "a"),
                routed("to two", to("amqp:queue:deliver/a") + to("amqp:queue:deliver/b"), "a b"),
                routed("to a queue that is no destination's", to("amqp:queue:held/x"), "x"),
                routed("to as text", to("amqp:queue:deliver/a?jmsMessageType=Text"), "a"),
                routed("to with a pattern that wants an answer", """
                        - to:
                            uri: amqp:queue:deliver/a
                            pattern: InOut
                        """, "a"),
                routed("setExchangePattern", "- setExchangePattern: InOut\n" + to("amqp:queue:deliver/a"), "a"),
                routed("toD", """
                        - setVariable: {name: to, constant: a}
                        - toD: {uri: "amqp:queue:deliver/${variable.to}"}
                        """, "a"),
                routed("recipientList", """
                        - recipientList:
                            constant: amqp:queue:deliver/a,amqp:queue:deliver/b
                        """, "a b"),
                routed("routingSlip", """
                        - routingSlip:
                            constant: amqp:queue:deliver/a,amqp:queue:deliver/b
                        """, "a b"),
                routed("multicast", """
                        - multicast:
                            steps:
                              - to: amqp:queue:deliver/a
                              - to: amqp:queue:deliver/b
                        """, "a b"),
                routed("pipeline in a multicast", """
                        - multicast:
                            steps:
                              - pipeline:
                                  steps:
                                    - setHeader: {name: x, constant: y}
                                    - to: amqp:queue:deliver/a
                              - to: amqp:queue:deliver/b
                        """, "a b"),
                routed("loadBalance", """
                        - loadBalance:
                            roundRobinLoadBalancer: {}
                            steps:
                              - to: amqp:queue:deliver/a
                        """, "a"),
                routed("a direct: route that sends", to("direct:sub"), "a"),
                routed("a name in a header", """
                        - setHeader: {name: CamelJmsDestinationName, constant: deliver/b}
                        - to: amqp:queue:deliver/a
                        """, "b"),
                routed("stop after a send", to("amqp:queue:deliver/a") + "- stop: {}\n", "a"),
                routed("a failed step that is caught, and a send after it", """
                        - doTry:
                            steps:
                              - to: direct:failing
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - log: caught
                        - to: amqp:queue:deliver/a
                        """, "a"),
                routed("a failed send that is caught, and a send in the catch", """
                        - doTry:
                            steps:
                              - toD: "amqp:queue:deliver/${variable.action}"
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - to: amqp:queue:deliver/b
                        """, "b"),
                routed("no validator", to("amqp:queue:deliver/a"), "a"),
                routed(
                        "all properties removed",
                        "- removeProperties: {pattern: '*'}\n" + to("amqp:queue:deliver/a"),
                        "a"),
                routed(
                        "the program's dead letters, all properties removed",
                        to("amqp:queue:deliver/a") + "- removeProperties: {pattern: '*'}\n"
                                + to("dead-letter:unrouted"),
                        "a dead"),
                // What sends nothing.
                dead("no step that sends", "unrouted", "- log: nothing\n"),
                dead("a recipientList with nothing in it", "unrouted", """
                        - recipientList:
                            simple: "${header.nobody}"
                        """),
                dead("a recipientList with an empty text", "unrouted", """
                        - recipientList:
                            constant: ""
                        """),
                dead("a recipientList whose only endpoint is wrong and ignored", "unrouted", """
                        - recipientList:
                            constant: no-such-scheme:x
                            ignoreInvalidEndpoints: true
                        """),
                dead("a routingSlip with nothing in it", "unrouted", """
                        - routingSlip:
                            simple: "${header.nobody}"
                        """),
                dead("a toD that ignores an endpoint that does not exist", "unrouted", """
                        - toD:
                            uri: "${variable.action}:x"
                            ignoreInvalidEndpoint: true
                        """),
                dead("a choice without a branch for it", "unrouted", """
                        - choice:
                            when:
                              - simple: "${variable.action} == 'other'"
                                steps:
                                  - to: amqp:queue:deliver/a
                        """),
                dead("a filter that leaves it out", "unrouted", """
                        - filter:
                            simple: "${variable.action} == 'other'"
                            steps:
                              - to: amqp:queue:deliver/a
                        """),
                dead("stop before the send", "unrouted", "- stop: {}\n" + to("amqp:queue:deliver/a")),
                dead("a disabled send", "unrouted", "- to: {uri: amqp:queue:deliver/a, disabled: true}\n"),
                dead("a direct: route that sends nothing", "unrouted", """
                        - setVariable: {name: action, constant: other}
                        - to: direct:sub
                        """),
                dead("a loadBalance without a branch", "unrouted", """
                        - loadBalance:
                            roundRobinLoadBalancer: {}
                            steps:
                              - log: nothing
                        """),
                // What fails.
                dead("the only send fails and is caught", "undeliverable", """
                        - setBody: {simple: "${null}"}
                        - doTry:
                            steps:
                              - toD: "amqp:queue:deliver/${variable.action}"
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - log: caught
                        """),
                dead("the only step fails and is caught", "unrouted", """
                        - doTry:
                            steps:
                              - to: direct:failing
                              - to: amqp:queue:deliver/a
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - log: caught
                        """),
                dead("the second send fails and is caught", "undeliverable", """
                        - to: amqp:queue:deliver/a
                        - doTry:
                            steps:
                              - toD: "amqp:queue:deliver/${variable.action}"
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - log: caught
                        """),
                dead("a step fails after a send", "undeliverable", to("amqp:queue:deliver/a") + to("direct:failing")),
                dead("a body that no message can hold", "undeliverable", """
                        - unmarshal:
                            json: {}
                        - to: amqp:queue:deliver/a
                        """),
                dead("a toD to a destination without a route", "undeliverable", """
                        - toD: "amqp:queue:deliver/${variable.action}"
                        """),
                dead("a recipientList, and one is a destination without a route", "undeliverable", """
                        - recipientList:
                            constant: amqp:queue:deliver/a,amqp:queue:deliver/typo,amqp:queue:deliver/b
                        """),
                dead("a name in a header, of a destination without a route", "undeliverable", """
                        - setHeader: {name: CamelJmsDestinationName, constant: deliver/typo}
                        - to: amqp:queue:deliver/a
                        """),
                dead("a toD to its own channel", "undeliverable", """
                        - setVariable: {name: q, constant: backstage/scaffolder/task}
                        - toD: "amqp:queue:${variable.q}"
                        """),
                dead("a toD to the log of seen events", "undeliverable", """
                        - setVariable: {name: q, constant: seen/backstage/scaffolder/task}
                        - toD: "amqp:queue:${variable.q}"
                        """),
                dead("a toD to a topic", "undeliverable", """
                        - toD: "amqp:topic:${variable.action}"
                        """),
                dead("a toD with an option that loses events", "undeliverable", """
                        - setVariable: {name: q, constant: "amqp:queue:deliver/a?timeToLive=1"}
                        - toD: "${variable.q}"
                        """),
                dead("a multicast whose first branch fails", "undeliverable", """
                        - multicast:
                            steps:
                              - to: direct:failing
                              - to: amqp:queue:deliver/a
                        """),
                dead("rollback", "undeliverable", to("amqp:queue:deliver/a") + "- rollback: {message: no}\n"),
                dead(
                        "rollback that only marks",
                        "undeliverable",
                        to("amqp:queue:deliver/a") + "- rollback: {markRollbackOnly: true}\n"),
                dead(
                        "rollback of the last only",
                        "undeliverable",
                        to("amqp:queue:deliver/a") + "- rollback: {markRollbackOnlyLast: true}\n"),
                dead("an Error", "undeliverable", """
                        - throwException:
                            exceptionType: java.lang.RuntimeException
                            message: boom
                        """));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void an_event_is_with_a_destination_or_with_the_dead_letters_and_what_was_not_delivered_may_come_again(
            String steps, String queues, String reason) throws Exception {
        start(steps, SUB, FAILING);
        String event = event();

        assertThat(becomes(event)).isEqualTo(counts(queues));
        if (reason != null) {
            assertThat(dead().text("reason")).isEqualTo(reason);
        }
        boolean delivered = !queues.contains("dead");
        assertThat(becomes(event)).isEqualTo(delivered ? Map.of() : counts(queues));
        // And it stops no other.
        assertThat(becomes(event())).isEqualTo(counts(queues));
    }

    private static Map<String, Long> counts(String queues) {
        Map<String, Long> counts = new TreeMap<>();
        for (String queue : queues.split(" ")) {
            counts.put(queue.equals("dead") ? DEAD : queue.equals("x") ? "held/x" : "deliver/" + queue, 1L);
        }
        return counts;
    }

    @Test
    void the_dead_letter_says_which_destination_has_no_route() throws Exception {
        start("- toD: \"amqp:queue:deliver/${variable.action}\"\n");
        becomes(event());

        Taken dead = dead();
        assertThat(dead.text("error"))
                .isEqualTo(
                        "the route task failed: IllegalArgumentException: there is no destination 'completed': no route"
                                + " begins with delivery:completed; the destinations are a, b");
        assertThat(dead.text("route")).isEqualTo("task");
    }

    @Test
    void an_event_keeps_its_id_where_its_route_removes_all_headers() throws Exception {
        start("- removeHeaders: {pattern: '*'}\n" + to("amqp:queue:deliver/a"));
        String id = io.stagedoor.testing.Events.newId();
        becomes(io.stagedoor.testing.Events.task(id, "completed"));

        Taken sent = takeAll("deliver/a").get(0);
        assertThat(sent.text("event_id")).isEqualTo(id);
        assertThat(sent.text("channel")).isEqualTo(CHANNEL);
        assertThat(sent.text("content_type")).isEqualTo("application/json");
    }

    @Test
    void an_invalid_event_is_a_dead_letter_though_its_route_does_not_validate() throws Exception {
        start(to("amqp:queue:deliver/a"));

        assertThat(becomes("{\"topic\":\"x\"}")).isEqualTo(counts("dead"));
        Taken dead = dead();
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("keyword")).isEqualTo("required");
    }

    @Test
    void what_a_route_makes_of_an_event_is_validated_where_it_says_so() throws Exception {
        start("""
                - to: json-validator:scaffolderTaskComplete
                - setBody: {constant: "{}"}
                - to: json-validator:scaffolderTaskComplete
                - to: amqp:queue:deliver/a
                """);

        assertThat(becomes(event())).isEqualTo(counts("dead"));
        assertThat(dead().text("reason")).isEqualTo("invalid");
    }

    @Test
    void a_bean_that_answers_on_another_thread_sends_nothing_there() throws Exception {
        start("""
                - process: {ref: "#class:io.stagedoor.routing.SentMeansSentTest$Elsewhere"}
                - to: amqp:queue:deliver/a
                """);

        assertThat(becomes(event())).isEqualTo(counts("dead"));
        Taken dead = dead();
        assertThat(dead.text("reason")).isEqualTo("undeliverable");
        assertThat(dead.text("error")).contains("has handed the event to another thread");
    }

    /** As an asynchronous component would. */
    public static final class Elsewhere extends org.apache.camel.support.AsyncProcessorSupport {
        @Override
        public boolean process(org.apache.camel.Exchange exchange, org.apache.camel.AsyncCallback callback) {
            new Thread(() -> callback.done(false)).start();
            return false;
        }
    }

    @Test
    void the_channels_protection_holds_under_a_route_configuration_of_the_routes_own() throws Exception {
        String configuration = """
                - routeConfiguration:
                    id: mine
                    onException:
                      - onException:
                          exception: [java.lang.IllegalArgumentException]
                          handled: {constant: "false"}
                          steps:
                            - log: mine
                """;
        String route = route("task", "amqp:queue:" + CHANNEL, to("amqp:queue:deliver/a"))
                .replace("    id: task\n", "    id: task\n    routeConfigurationId: mine\n");
        start(List.of(
                new RouteFile("routes/configuration.yaml", configuration), new RouteFile("routes/task.yaml", route)));
        String event = event();

        assertThat(becomes(event)).isEqualTo(counts("a"));
        assertThat(becomes(event)).as("a repeat").isEmpty();
        assertThat(becomes("{}")).as("an invalid one").isEqualTo(counts("dead"));
        assertThat(takeAll("deliver/a").get(0).text("channel")).isEqualTo(CHANNEL);
    }

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
    void an_invalid_event_goes_nowhere_though_a_handler_goes_on_after_the_validator() throws Exception {
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
