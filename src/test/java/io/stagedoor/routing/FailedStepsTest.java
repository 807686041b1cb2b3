package io.stagedoor.routing;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Routes with a step that fails: an event is a dead letter, and not sent, whatever went before and is caught. */
class FailedStepsTest extends SentMeansSentPromises {

    static Stream<Arguments> routes() {
        return Stream.of(
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
}
