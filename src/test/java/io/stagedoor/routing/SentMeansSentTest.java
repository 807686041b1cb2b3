package io.stagedoor.routing;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Routes that send an event: it is in the queues of its destinations, however the route is written. */
class SentMeansSentTest extends SentMeansSentPromises {

    static Stream<Arguments> routes() {
        return Stream.of(
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
                        "a dead"));
    }
}
