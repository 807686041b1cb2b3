package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of 50 at once, where nothing else is said. */
class WindowTest {

    private final Window<String> window = new Window<>();

    @Test
    void single_events_are_asked_for_up_to_the_limit_and_never_wait() {
        window.ask(50);
        assertThat(window.arrived(1))
                .as("smaller than expected: there may be more")
                .isTrue();
        assertThat(window.tryStart("E1", 50)).isTrue();
        int credit = 3 + window.ask(50);
        assertThat(credit).as("and one is in flight").isEqualTo(49);
        for (int i = 2; i <= 50; i++) {
            assertThat(window.arrived(1)).isFalse();
            assertThat(window.tryStart("E" + i, 50)).isTrue();
            assertThat(window.ask(50)).isZero();
        }
        window.ended(7);
        assertThat(window.ask(50)).isEqualTo(7);
    }

    @Test
    void an_event_that_has_arrived_and_not_started_keeps_its_room() {
        window.ask(1);
        window.arrived(1);
        assertThat(window.hasRoom(1)).isFalse();
        assertThat(window.ask(1)).isZero();
        assertThat(window.tryStart("E1", 1)).isTrue();
        assertThat(window.ask(1)).isZero();
        window.ended(1);
        assertThat(window.hasRoom(1)).isTrue();
        assertThat(window.ask(1)).isEqualTo(1);
        window.arrived(1);
        window.waitsElsewhere();
        assertThat(window.hasRoom(1)).isTrue();
    }

    @Test
    void before_the_first_message_any_message_may_be_a_bundle() {
        assertThat(window.ask(50)).isEqualTo(4);
        assertThat(window.ask(50)).isZero();
    }

    @Test
    void as_many_events_of_a_bundle_start_as_there_is_room_and_the_others_in_order_of_arrival() {
        window.ask(2);
        window.arrived(4);
        assertThat(window.tryStart("E1", 2)).isTrue();
        assertThat(window.tryStart("E2", 2)).isTrue();
        assertThat(window.tryStart("E3", 2)).isFalse();
        assertThat(window.tryStart("E4", 2)).isFalse();
        assertThat(window.startWaiting(2)).isNull();
        window.ended(1);
        assertThat(window.tryStart("E5", 2)).as("behind those that wait").isFalse();
        assertThat(window.startWaiting(2)).isEqualTo("E3");
        assertThat(window.startWaiting(2)).isNull();
        window.ended(2);
        assertThat(window.startWaiting(2)).isEqualTo("E4");
        assertThat(window.startWaiting(2)).isEqualTo("E5");
        assertThat(window.startWaiting(2)).isNull();
        assertThat(window.inFlight()).isEqualTo(2);
    }

    @Test
    void nothing_is_asked_for_while_events_wait_and_a_bundle_when_there_is_room_for_one_event() {
        window.ask(2);
        window.arrived(3);
        window.tryStart("E1", 2);
        window.tryStart("E2", 2);
        window.tryStart("E3", 2);
        assertThat(window.ask(2)).isZero();
        window.ended(1);
        window.startWaiting(2);
        assertThat(window.ask(2)).as("none waits, and there is no room").isZero();
        window.ended(1);
        assertThat(window.ask(2)).isEqualTo(1);
        assertThat(window.ask(2)).isZero();
    }
}
