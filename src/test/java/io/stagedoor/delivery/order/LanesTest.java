package io.stagedoor.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Events are named by key and number: A1 is the first of A. */
class LanesTest extends LanesRig {

    @Test
    void events_of_one_key_are_attempted_one_at_a_time_and_other_keys_meanwhile() {
        arrive("A1", "A2", "B1", "A3", "B2");
        assertThat(attempted).containsExactly("A1", "B1");
        finish("A", false);
        assertThat(attempted).containsExactly("A1", "B1", "A2");
        finish("B", false);
        finish("A", false);
        assertThat(attempted).containsExactly("A1", "B1", "A2", "B2", "A3");
        assertThat(parked()).isEmpty();
    }

    @Test
    void a_failure_parks_the_waiting_and_later_events_of_its_key_and_no_others() {
        arrive("A1", "A2", "B1", "A3");
        finish("A", true);
        arrive("A4", "B2");
        finish("B", false);
        assertThat(parked()).containsExactly("A2", "A3", "A4");
        assertThat(attempted).containsExactly("A1", "B1", "B2");
        assertThat(next()).isNull();
    }

    @Test
    void when_the_delayed_event_is_delivered_the_parked_ones_follow_one_by_one() {
        arrive("A1", "A2", "A3");
        finish("A", true);
        comeAgain("A1");
        assertThat(attempted).containsExactly("A1", "A1");
        assertThat(next()).isNull();
        finish("A", false);
        assertThat(next()).isEqualTo("A");
        assertThat(next()).as("A2 is in flight").isNull();
        arrive("A4");
        assertThat(parked()).as("behind A3, which is parked").containsExactly("A2", "A3", "A4");
        finish("A", false);
        assertThat(next()).isEqualTo("A");
        finish("A", false);
        assertThat(next()).isEqualTo("A");
        arrive("A5");
        assertThat(attempted).as("A4 is in flight").containsExactly("A1", "A1");
        finish("A", false);
        assertThat(attempted).containsExactly("A1", "A1", "A5");
        finish("A", false);
        arrive("A6");
        assertThat(attempted).containsExactly("A1", "A1", "A5", "A6");
    }

    @Test
    void a_parked_event_that_fails_blocks_those_behind_it_in_their_place() {
        arrive("A1", "A2", "A3");
        finish("A", true);
        comeAgain("A1");
        finish("A", false);
        assertThat(next()).isEqualTo("A");
        finish("A", true);
        assertThat(next()).isNull();
        arrive("A4");
        assertThat(parked()).containsExactly("A2", "A3", "A4");
        comeAgain("A2");
        finish("A", false);
        assertThat(next()).isEqualTo("A");
    }

    @Test
    void when_the_delayed_event_fails_again_all_stay_in_their_place() {
        arrive("A1", "A2");
        for (int i = 0; i < 5; i++) {
            finish("A", true);
            comeAgain("A1");
        }
        assertThat(parked()).containsExactly("A2");
        assertThat(attempted).containsExactly("A1", "A1", "A1", "A1", "A1", "A1");
    }

    @Test
    void events_that_wait_in_memory_are_counted() {
        arrive("A1", "A2", "A3", "B1");
        assertThat(lanes.waiting()).isEqualTo(2);
        finish("A", false);
        assertThat(lanes.waiting()).isEqualTo(1);
        finish("A", true);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void events_without_a_key_are_attempted_at_once_and_nothing_follows_them() {
        assertThat(lanes.arrived(null, false, "one")).isTrue();
        assertThat(lanes.arrived(null, false, "two")).isTrue();
        lanes.stop();
        assertThat(lanes.arrived(null, true, "three")).isTrue();
        assertThat(lanes.finished(null, true)).isNull();
        assertThat(lanes.arrived(null, false, "four")).isTrue();
        assertThat(lanes.waiting()).isZero();
        assertThat(next()).isNull();
    }
}
