package io.stagedoor.page.present;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.page.view.Destination.Bar;
import io.stagedoor.page.view.Destination.Hour;
import io.stagedoor.watch.RecentAttempts.Minute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourChartTest {

    private static final Instant NOW = Instant.parse("2026-11-30T06:12:09Z");
    private static final Instant MINUTE = Instant.parse("2026-11-30T06:12:00Z");

    @Test
    void the_current_minute_is_at_the_right_and_the_highest_fills_the_chart() {
        Hour hour = HourChart.of(List.of(minute(59, 10, 0, 100, 20), minute(0, 30, 10, 800, 90)), NOW);

        assertThat(hour.bars())
                .containsExactly(new Bar("0.2", 10, "30.0", 0, "30.0"), new Bar("118.2", 30, "10.0", 10, "0.0"));
    }

    @Test
    void the_words_say_what_the_chart_shows() {
        Hour hour = HourChart.of(List.of(minute(1, 3, 1, 400, 250), minute(0, 1, 0, 1_600, 1_600)), NOW);

        assertThat(hour.attemptsText()).isEqualTo("4 delivered, 1 failed; at most 4 attempts in a minute");
        assertThat(hour.durationText()).isEqualTo("On average 400 ms, the slowest 1.6 s");
    }

    @Test
    void a_minute_without_attempts_leaves_a_gap_in_the_line() {
        Hour hour =
                HourChart.of(List.of(minute(4, 1, 0, 10, 10), minute(3, 1, 0, 10, 10), minute(1, 1, 0, 10, 10)), NOW);

        assertThat(hour.average()).isEqualTo("M110.2 2.0L111.8 2.0L113.8 2.0M116.2 2.0L117.8 2.0");
    }

    @Test
    void a_minute_that_has_left_the_hour_is_not_drawn() {
        assertThat(HourChart.of(List.of(minute(60, 9, 0, 9, 9), minute(0, 1, 0, 1, 1)), NOW)
                        .bars())
                .hasSize(1);
    }

    private static Minute minute(long ago, long delivered, long failed, long millis, long longest) {
        return new Minute(MINUTE.minus(Duration.ofMinutes(ago)), delivered, failed, millis, longest);
    }
}
