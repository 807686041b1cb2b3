package io.stagedoor.routing.duplicates;

import static io.stagedoor.routing.duplicates.SeenWindow.Entry.FIRST;
import static io.stagedoor.routing.duplicates.SeenWindow.Entry.HELD;
import static io.stagedoor.routing.duplicates.SeenWindow.Entry.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenWindowTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final SeenWindow window = new SeenWindow(2);

    @Test
    void a_committed_id_is_a_duplicate_until_the_window_is_full_of_others() throws Exception {
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
    void an_id_that_waits_for_its_commit_is_no_duplicate_yet() throws Exception {
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
    void an_event_that_became_a_dead_letter_may_come_again() throws Exception {
        enter("a");
        window.leave("a", false);
        assertThat(enter("a")).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @CsvSource({"true, REPEATED", "false, FIRST"})
    void a_copy_waits_until_the_transaction_of_the_first_one_has_ended(boolean committed, SeenWindow.Entry then)
            throws Exception {
        enter("a");
        FutureTask<SeenWindow.Entry> copy = new FutureTask<>(() -> window.enter("a", List.of(), Duration.ofMinutes(1)));
        Thread thread = new Thread(copy);
        thread.start();
        window.leave("a", true);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        if (committed) {
            window.committed(List.of("a"));
        } else {
            window.rolledBack(List.of("a"));
        }
        assertThat(copy.get(3, TimeUnit.MINUTES)).isEqualTo(then);
    }

    @Test
    void an_id_that_another_process_committed_is_found_before_the_commit() throws Exception {
        enter("a");
        window.leave("a", true);
        assertThat(window.knowsOneOf(List.of("a"))).isFalse();
        window.read(List.of("a"));
        assertThat(window.knowsOneOf(List.of("b", "a"))).isTrue();
        window.rolledBack(List.of("a"));
        assertThat(enter("a")).isEqualTo(REPEATED);
    }

    private SeenWindow.Entry enter(String id) throws InterruptedException {
        return window.enter(id, List.of(), AT_ONCE);
    }
}
