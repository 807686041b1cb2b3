package io.stagedoor.ingress.sending;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void an_address_has_room_of_its_own_and_all_together_have_less() {
        assertThat(inFlight.enter("a", 1_000)).isTrue();
        assertThat(inFlight.enter("a", 1_000)).isTrue();
        assertThat(inFlight.enter("a", 1)).isFalse();
        assertThat(inFlight.enter("b", 2_000)).isTrue();
        assertThat(inFlight.enter("c", 1)).isFalse();

        inFlight.leave("a", 1_000);
        assertThat(inFlight.enter("c", 1_000)).isTrue();
        assertThat(inFlight.enter("a", 1)).isFalse();

        inFlight.leave("c", 1_000);
        assertThat(inFlight.isEmpty("c")).isTrue();
        assertThat(inFlight.enter("a", 1_000)).isTrue();
    }
}
