package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a route is written, an event is routed if its transaction sends it: it is in the queue of a destination or
 * among the dead letters, never in neither, and an event that was not delivered may come again.
 */
abstract class SentMeansSentPromises extends SentMeansSentRig {

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
