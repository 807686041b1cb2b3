package io.stagedoor.history.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final HistorySettings SETTINGS = new HistorySettings(3_200, 2_000, Duration.ofDays(7), 100);

    @Test
    void a_queue_has_its_own_limit_while_all_together_fit() {
        assertThat(new Limits(SETTINGS).of(Map.of("history/a", 1_000L, "history/b", 2_500L)))
                .isEqualTo(Map.of("history/a", 2_000L, "history/b", 2_000L));
    }

    @Test
    void if_all_together_are_too_large_the_largest_are_cut_to_one_height() {
        assertThat(new Limits(SETTINGS)
                        .of(Map.of("history/a", 100L, "history/b", 1_800L, "history/c", 1_900L, "history/_index", 90L)))
                .isEqualTo(
                        Map.of("history/a", 1_500L, "history/b", 1_500L, "history/c", 1_500L, "history/_index", 100L));
    }

    @Test
    void without_a_history_nothing_may_remain() {
        HistorySettings off = new HistorySettings(0, 2_000, Duration.ofDays(7), 100);

        assertThat(new Limits(off).of(Map.of("history/a", 5L, "history/_index", 5L)))
                .isEqualTo(Map.of("history/a", 0L, "history/_index", 0L));
    }
}
