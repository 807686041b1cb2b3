package io.stagedoor.routing;

import static io.stagedoor.routing.SeenWindow.Entry.FIRST;
import static io.stagedoor.routing.SeenWindow.Entry.HELD;
import static io.stagedoor.routing.SeenWindow.Entry.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenWindowTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    private final SeenWindow window = new SeenWindow(2, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void what_was_committed_is_a_duplicate_until_the_window_is_full_of_others() throws Exception {
        for (String id : List.of("a", "b", "c")) {
            assertThat(enter(id)).isEqualTo(FIRST);
            window.leave(id, true);
            window.committed(List.of(id));
        }
        assertThat(enter("c")).isEqualTo(REPEATED);
        assertThat(enter("b")).isEqualTo(REPEATED);
        assertThat(enter("a")).isEqualTo(FIRST);
    }

    @Test
    void what_waits_for_its_commit_is_no_duplicate_yet() throws Exception {
        enter("a");
        window.leave("a", true);
        assertThat(enter("a")).isEqualTo(HELD);
        window.rolledBack(List.of("a"));
        assertThat(enter("a")).isEqualTo(FIRST);
    }

    @Test
    void within_one_transaction_a_copy_is_a_duplicate_at_once() throws Exception {
        enter("a");
        window.leave("a", true);
        assertThat(window.enter("a", List.of("a"), AT_ONCE)).isEqualTo(REPEATED);
    }

    @Test
    void what_became_a_dead_letter_may_come_again() throws Exception {
        enter("a");
        window.leave("a", false);
        assertThat(enter("a")).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @CsvSource({"true, REPEATED", "false, FIRST"})
    void a_copy_waits_until_the_transaction_of_the_first_one_has_ended(boolean committed, SeenWindow.Entry then)
            throws Exception {
        enter("a");
        CompletableFuture<SeenWindow.Entry> copy = CompletableFuture.supplyAsync(() -> {
            try {
                return window.enter("a", List.of(), Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        window.leave("a", true);
        Thread.sleep(100);
        assertThat(copy).isNotDone();
        if (committed) {
            window.committed(List.of("a"));
        } else {
            window.rolledBack(List.of("a"));
        }
        assertThat(copy.get(10, TimeUnit.SECONDS)).isEqualTo(then);
    }

    @Test
    void a_refused_batch_is_in_doubt_until_each_of_its_events_is_through() throws Exception {
        window.doubt(List.of("a", "b"));
        assertThat(window.inDoubt()).isTrue();
        window.committed(List.of("a"));
        assertThat(window.inDoubt()).isTrue();
        enter("b");
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

    private SeenWindow.Entry enter(String id) throws InterruptedException {
        return window.enter(id, List.of(), AT_ONCE);
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
