package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of 50 at once, where nothing else is said. */
class WindowTest {

    private final Window<String> window = new Window<>();

    @Test
    void single_events_are_asked_for_up_to_what_is_allowed_and_never_wait() {
        window.ask(50);
        assertThat(window.came(1))
                .as("smaller than expected: there may be more")
                .isTrue();
        assertThat(window.enters("E1", 50)).isTrue();
        int credit = 3 + window.ask(50);
        assertThat(credit).as("and one is in flight").isEqualTo(49);
        for (int i = 2; i <= 50; i++) {
            assertThat(window.came(1)).isFalse();
            assertThat(window.enters("E" + i, 50)).isTrue();
            assertThat(window.ask(50)).isZero();
        }
        window.ended(7);
        assertThat(window.ask(50)).isEqualTo(7);
    }

    @Test
    void an_event_that_has_come_and_not_begun_keeps_its_room() {
        window.ask(1);
        window.came(1);
        assertThat(window.hasRoom(1)).isFalse();
        assertThat(window.ask(1)).isZero();
        assertThat(window.enters("E1", 1)).isTrue();
        assertThat(window.ask(1)).isZero();
        window.ended(1);
        assertThat(window.hasRoom(1)).isTrue();
        assertThat(window.ask(1)).isEqualTo(1);
        window.came(1);
        window.held();
        assertThat(window.hasRoom(1)).isTrue();
    }

    @Test
    void before_anything_came_a_message_may_be_a_bundle() {
        assertThat(window.ask(50)).isEqualTo(4);
        assertThat(window.ask(50)).isZero();
    }

    @Test
    void of_a_bundle_so_many_begin_as_there_is_room_and_the_rest_in_order_of_arrival() {
        window.ask(2);
        window.came(4);
        assertThat(window.enters("E1", 2)).isTrue();
        assertThat(window.enters("E2", 2)).isTrue();
        assertThat(window.enters("E3", 2)).isFalse();
        assertThat(window.enters("E4", 2)).isFalse();
        assertThat(window.next(2)).isNull();
        window.ended(1);
        assertThat(window.enters("E5", 2)).as("behind those that wait").isFalse();
        assertThat(window.next(2)).isEqualTo("E3");
        assertThat(window.next(2)).isNull();
        window.ended(2);
        assertThat(window.next(2)).isEqualTo("E4");
        assertThat(window.next(2)).isEqualTo("E5");
        assertThat(window.next(2)).isNull();
        assertThat(window.inFlight()).isEqualTo(2);
    }

    @Test
    void while_events_wait_nothing_is_asked_for_and_with_room_for_one_a_bundle_is() {
        window.ask(2);
        window.came(3);
        window.enters("E1", 2);
        window.enters("E2", 2);
        window.enters("E3", 2);
        assertThat(window.ask(2)).isZero();
        window.ended(1);
        window.next(2);
        assertThat(window.ask(2)).as("none waits, and there is no room").isZero();
        window.ended(1);
        assertThat(window.ask(2)).isEqualTo(1);
        assertThat(window.ask(2)).isZero();
    }
}
