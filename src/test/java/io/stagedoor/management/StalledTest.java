package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.watch.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StalledTest {

    private static final Duration PATIENCE = Duration.ofNanos(1_000);
    private static final QueueState WAITING = new QueueState(3, 3, 0, 4, false);

    private final AtomicLong now = new AtomicLong(1);
    private final Stalled stalled = new Stalled(PATIENCE, now::get);
    private final Worker channel = new Worker("channel events");

    private Optional<String> after(long nanos, QueueState state) {
        now.addAndGet(nanos);
        return stalled.among(List.of(channel), queue -> {
            assertThat(queue).isEqualTo("events");
            return Optional.of(state);
        });
    }

    @Test
    void a_channel_whose_events_wait_unprocessed_is_reported_after_the_patience() {
        assertThat(after(0, WAITING)).isEmpty();
        assertThat(after(1_001, WAITING))
                .hasValueSatisfying(why -> assertThat(why).startsWith("channel events: "));
    }

    @Test
    void a_queue_that_was_empty_meanwhile_begins_anew() {
        after(0, WAITING);
        after(900, QueueState.NONE);
        assertThat(after(900, WAITING)).isEmpty();
    }

    @Test
    void a_queue_that_is_paused_or_that_nobody_consumes_or_that_waits_for_its_time_is_not_stalled() {
        for (QueueState state : List.of(
                new QueueState(3, 0, 0, 4, true),
                new QueueState(3, 0, 0, 0, false),
                new QueueState(3, 0, 3, 4, false))) {
            after(0, state);
            assertThat(after(2_000, state)).isEmpty();
        }
    }

    @Test
    void a_destination_has_its_breaker_for_that() {
        Worker destination = new Worker("destination events");
        stalled.among(List.of(destination), queue -> Optional.of(WAITING));
        now.addAndGet(2_000);
        assertThat(stalled.among(List.of(destination), queue -> Optional.of(WAITING)))
                .isEmpty();
    }
}
