package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a route is written, an event is routed if its transaction sends it: it is in the queue of a destination or
 * among the dead letters, never in neither, and an event that was not delivered may come again.
 */
class SentMeansSentTest extends SentMeansSentRig {

    static Stream<Arguments> routes() {
        return Stream.of(
                // Steps that send.
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
                // Steps that send nothing.
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
                // Steps that fail.
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
    void an_event_is_at_a_destination_or_a_dead_letter_and_one_that_was_not_delivered_may_come_again(
            String steps, String queues, String reason) throws Exception {
        start(steps, SUB, FAILING);
        String event = event();

        assertThat(becomes(event)).isEqualTo(counts(queues));
        if (reason != null) {
            assertThat(dead().text("reason")).isEqualTo(reason);
        }
        boolean delivered = !queues.contains("dead");
        assertThat(becomes(event)).isEqualTo(delivered ? Map.of() : counts(queues));
        // And it stops no other event.
        assertThat(becomes(event())).isEqualTo(counts(queues));
    }
}
