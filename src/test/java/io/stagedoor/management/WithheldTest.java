package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.queue.QueueState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithheldTest {

    private static final QueueState STANDS = new QueueState(3, 0, 1, 1, false);
    private static final QueueState MOVES = new QueueState(3, 1, 1, 1, false);

    private long now = Long.MAX_VALUE - 5; // It overflows, as System.nanoTime can.
    private final Withheld withheld = new Withheld(() -> now);

    @Test
    void a_queue_withheld_for_a_minute_is_reported_once_and_again_after_it_moved() {
        assertThat(look("q", STANDS, 0)).isEmpty();
        assertThat(look("q", STANDS, 59)).isEmpty();
        assertThat(look("q", STANDS, 1)).containsExactly("q");
        assertThat(look("q", STANDS, 600)).isEmpty();
        assertThat(look("q", MOVES, 5)).isEmpty();
        assertThat(look("q", STANDS, 5)).isEmpty();
        assertThat(look("q", STANDS, 60)).containsExactly("q");
    }

    @Test
    void a_queue_that_moves_meanwhile_is_not_withheld() {
        assertThat(look("q", STANDS, 0)).isEmpty();
        assertThat(look("q", MOVES, 55)).isEmpty();
        assertThat(look("q", STANDS, 5)).isEmpty();
        assertThat(look("q", STANDS, 55)).isEmpty();
    }

    @Test
    void a_queue_that_the_program_does_not_consume_meanwhile_is_not_withheld() {
        assertThat(look("q", STANDS, 0)).isEmpty();
        now += Duration.ofSeconds(55).toNanos();
        assertThat(withheld.among(Map.of("q", STANDS), Set.of())).isEmpty();
        assertThat(look("q", STANDS, 5)).isEmpty();
        assertThat(look("q", STANDS, 60)).containsExactly("q");
    }

    @Test
    void queues_of_others_are_ignored() {
        assertThat(look("theirs", STANDS, 0)).isEmpty();
        assertThat(look("theirs", STANDS, 90)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 1, false", // All of it is due later.
        "0, 0, 0, 1, false",
        "3, 3, 0, 1, false",
        "3, 0, 0, 0, false", // No consumer.
        "3, 0, 0, 1, true"
    })
    void a_queue_that_waits_for_a_reason_is_not_withheld(
            long messages, long delivering, long scheduled, int consumers, boolean paused) {
        QueueState state = new QueueState(messages, delivering, scheduled, consumers, paused);
        assertThat(look("q", state, 0)).isEmpty();
        assertThat(look("q", state, 90)).isEmpty();
    }

    private List<String> look(String queue, QueueState state, long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        return withheld.among(Map.of(queue, state), Set.of("q"));
    }
}
