package io.stagedoor.delivery.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    private static final RandomGenerator NO_JITTER = always(0);
    private static final RandomGenerator ALL_JITTER = always(Math.nextDown(1.0));

    @Test
    void a_schedule_is_written_as_delays_with_units() {
        assertThat(RetrySchedule.parse("300ms, 5s,5m ,2h,1d").delays())
                .containsExactly(
                        Duration.ofMillis(300),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofHours(2),
                        Duration.ofDays(1));
    }

    @Test
    void the_default_schedule_is_the_example_of_standard_webhooks() {
        RetrySchedule schedule = RetrySchedule.parse(RetrySchedule.STANDARD_WEBHOOKS);

        assertThat(schedule.delays()).hasSize(9).isSorted();
        assertThat(schedule.delays().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_empty_schedule_is_a_single_attempt(String text) {
        assertThat(RetrySchedule.parse(text).next(1, null, NO_JITTER)).isEmpty();
        assertThat(RetrySchedule.parse(text).next(1, Duration.ofSeconds(9), NO_JITTER))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "s",
                "-5s",
                "5 s",
                "5w",
                "5S",
                "1.5s",
                "1234567890s",
                "5s 5m",
                "PT5S",
                "5sm",
                "99999999999999h"
            })
    void the_error_for_a_schedule_names_the_wrong_delay(String wrong) {
        assertThatThrownBy(() -> RetrySchedule.parse("5s," + wrong + ",5m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + wrong + "' is not a duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "5s,", ",5s", "5s,,5m", "5s, ,5m"})
    void a_comma_without_a_delay_is_refused(String text) {
        assertThatThrownBy(() -> RetrySchedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'' is not a duration");
    }

    @Test
    void each_failed_attempt_has_its_own_delay_and_none_follows_the_last() {
        RetrySchedule schedule = RetrySchedule.parse("5s,1m");

        assertThat(schedule.next(1, null, NO_JITTER)).contains(Duration.ofSeconds(5));
        assertThat(schedule.next(2, null, NO_JITTER)).contains(Duration.ofMinutes(1));
        assertThat(schedule.next(3, null, NO_JITTER)).isEmpty();
        assertThat(schedule.next(Integer.MAX_VALUE, null, NO_JITTER)).isEmpty();
    }

    @Test
    void jitter_adds_up_to_a_fifth_and_never_shortens_a_delay() {
        RetrySchedule schedule = RetrySchedule.parse("10s");
        List<Duration> waits = new Random(7)
                .ints(10_000)
                .mapToObj(seed -> schedule.next(1, null, new Random(seed)).orElseThrow())
                .toList();

        assertThat(waits).allMatch(wait -> !wait.minusSeconds(10).isNegative() && wait.toMillis() < 12_000);
        assertThat(waits).anyMatch(wait -> wait.toMillis() < 10_200).anyMatch(wait -> wait.toMillis() > 11_800);
    }

    @Test
    void the_later_of_schedule_and_retry_after_counts() {
        RetrySchedule schedule = RetrySchedule.parse("1m");

        assertThat(schedule.next(1, Duration.ofSeconds(59), NO_JITTER)).contains(Duration.ofSeconds(60));
        assertThat(schedule.next(1, Duration.ofSeconds(61), NO_JITTER)).contains(Duration.ofSeconds(61));
        assertThat(schedule.next(1, Duration.ofSeconds(61), ALL_JITTER).orElseThrow())
                .isBetween(Duration.ofMillis(71_999), Duration.ofSeconds(72));
    }

    @Test
    void a_destination_can_ask_for_a_day_and_not_for_more() {
        RetrySchedule schedule = RetrySchedule.parse("5s");

        assertThat(schedule.next(1, Duration.ofHours(24), NO_JITTER)).contains(Duration.ofHours(24));
        assertThat(schedule.next(1, Duration.ofDays(9), NO_JITTER)).contains(Duration.ofHours(24));
        assertThat(schedule.next(1, Duration.ofSeconds(Long.MAX_VALUE), NO_JITTER))
                .contains(Duration.ofHours(24));
    }

    @Test
    void the_limit_on_retry_after_never_shortens_a_delay() {
        assertThat(RetrySchedule.parse("48h").next(1, Duration.ofDays(9), NO_JITTER))
                .contains(Duration.ofHours(48));
        assertThat(RetrySchedule.parse("24h")
                        .next(1, Duration.ofDays(9), ALL_JITTER)
                        .orElseThrow())
                .isGreaterThan(Duration.ofHours(28));
    }

    private static RandomGenerator always(double fraction) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return fraction;
            }
        };
    }
}
