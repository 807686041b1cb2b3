package io.stagedoor.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the queues say about the order of each key at a start, and what ends there. */
class LanesAfterStartTest extends LanesRig {

    @Test
    void after_a_start_nothing_overtakes_a_delayed_event_of_its_key() {
        lanes.restore(Map.of("A", 1L), Set.of("A", "B"));
        assertThat(next()).isNull();
        arrive("A3", "B2", "C1");
        assertThat(attempted).containsExactly("C1");
        assertThat(parked()).containsExactly("A3", "B2");
        comeAgain("B1");
        finish("B", false);
        assertThat(next()).isEqualTo("B");
    }

    @Test
    void after_a_start_a_key_with_only_parked_events_continues_with_them() {
        lanes.restore(Map.of("A", 2L), Set.of());
        arrive("A3");
        assertThat(next()).isEqualTo("A");
        assertThat(next()).isNull();
        assertThat(parked()).containsExactly("A3");
    }

    @Test
    void after_a_stop_nothing_starts_and_nothing_is_parked() {
        arrive("A1", "A2");
        lanes.stop();
        finish("A", false);
        arrive("B1");
        assertThat(attempted).containsExactly("A1");
        assertThat(parked()).isEmpty();
    }

    @Test
    void an_event_that_is_being_parked_is_not_received_yet() {
        arrive("A1", "A2");
        finish("A", true);
        comeAgain("A1");
        finish("A", false);
        assertThat(lanes.next()).as("A2 is on its way to the queue").isNull();
        lanes.parked("A");
        assertThat(lanes.next()).isEqualTo("A");
    }

    @Test
    void a_key_without_parked_events_is_free_again() {
        lanes.restore(Map.of("A", 1000L), Set.of());
        assertThat(next()).isEqualTo("A");
        arrive("A7");
        assertThat(lanes.nothingCame("A", true)).isNull();
        assertThat(next()).as("A7, which was parked meanwhile").isEqualTo("A");
        finish("A", false);
        arrive("A8");
        assertThat(attempted).containsExactly("A8");
    }

    @Test
    void a_key_whose_parked_event_is_late_is_tried_again() {
        lanes.restore(Map.of("A", 1L), Set.of());
        assertThat(next()).isEqualTo("A");
        assertThat(lanes.nothingCame("A", false)).isNull();
        assertThat(next()).isEqualTo("A");
        finish("A", false);
        arrive("A2");
        assertThat(attempted).containsExactly("A2");
    }
}
