package io.stagedoor.routing;

import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Routes that send an event, and the queues where it stands then. */
abstract class SentMeansSentRig extends RoutesRig {

    static final RouteFile SUB = new RouteFile("routes/sub.yaml", route("sub", "direct:sub", """
            - choice:
                when:
                  - simple: "${variable.action} == 'completed'"
                    steps:
                      - to:
                          uri: amqp:queue:deliver/a
            """));

    static final RouteFile FAILING = new RouteFile("routes/failing.yaml", route("failing", "direct:failing", """
            - throwException:
                exceptionType: java.lang.IllegalStateException
                message: boom
            """));

    static Arguments routed(String what, String steps, String queues) {
        return Arguments.of(Named.of(what, steps), queues, null);
    }

    static Arguments dead(String what, String reason, String steps) {
        return Arguments.of(Named.of(what, steps), "dead", reason);
    }

    static Map<String, Long> counts(String queues) {
        Map<String, Long> counts = new TreeMap<>();
        for (String queue : queues.split(" ")) {
            counts.put(queue.equals("dead") ? DEAD : queue.equals("x") ? "held/x" : "deliver/" + queue, 1L);
        }
        return counts;
    }
}
