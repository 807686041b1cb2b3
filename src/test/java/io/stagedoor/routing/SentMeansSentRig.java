package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a route is written, an event is routed if its transaction sends it: it is in the queue of a destination or
 * among the dead letters, never in neither, and an event that was not delivered may come again.
 */
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
