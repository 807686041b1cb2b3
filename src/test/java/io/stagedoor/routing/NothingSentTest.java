package io.stagedoor.routing;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Routes that send nothing: an event is a dead letter with the reason {@code unrouted}. */
class NothingSentTest extends SentMeansSentPromises {

    static Stream<Arguments> routes() {
        return Stream.of(
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
                        """));
    }
}
