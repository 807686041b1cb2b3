package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeenWindowTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    private final SeenWindow window = new SeenWindow(2, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void what_was_committed_is_a_duplicate_until_the_window_is_full_of_others() throws Exception {
        for (String id : List.of("a", "b", "c")) {
            assertThat(window.enter(id)).isTrue();
            window.leave(id, true);
            window.committed(List.of(id));
        }
        assertThat(window.enter("c")).isFalse();
        assertThat(window.enter("b")).isFalse();
        assertThat(window.enter("a")).isTrue();
    }

    @Test
    void what_waits_for_its_commit_is_a_duplicate_and_after_a_rollback_it_is_none() throws Exception {
        window.enter("a");
        window.leave("a", true);
        assertThat(window.enter("a")).isFalse();
        window.rolledBack(List.of("a"));
        assertThat(window.enter("a")).isTrue();
    }

    @Test
    void what_became_a_dead_letter_may_come_again() throws Exception {
        window.enter("a");
        window.leave("a", false);
        assertThat(window.enter("a")).isTrue();
    }

    @Test
    void a_copy_waits_until_the_first_one_is_through_its_route() throws Exception {
        window.enter("a");
        CompletableFuture<Boolean> copy = CompletableFuture.supplyAsync(() -> {
            try {
                return window.enter("a");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(copy).isNotDone();
        window.leave("a", true);
        assertThat(copy.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void a_refused_batch_is_in_doubt_until_each_of_its_events_is_through() throws Exception {
        window.doubt(List.of("a", "b"));
        assertThat(window.inDoubt()).isTrue();
        window.committed(List.of("a"));
        assertThat(window.inDoubt()).isTrue();
        window.enter("b");
        window.leave("b", false);
        assertThat(window.inDoubt()).isFalse();
    }

    @Test
    void a_doubt_that_nobody_solves_ends() {
        MovedClock clock = new MovedClock();
        SeenWindow moved = new SeenWindow(2, clock);
        moved.doubt(List.of("a"));
        clock.now = NOW.plus(Duration.ofSeconds(11));
        assertThat(moved.inDoubt()).isFalse();
    }

    @Test
    void what_is_refused_again_and_again_goes_without_its_mark() {
        for (int refusals = 1; refusals <= 3; refusals++) {
            window.doubt(List.of("a"));
            assertThat(window.mayMark("a")).isTrue();
        }
        window.doubt(List.of("a"));
        assertThat(window.mayMark("a")).isFalse();
        assertThat(window.mayMark("b")).isTrue();
    }

    private static final class MovedClock extends Clock {
        private Instant now = NOW;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
