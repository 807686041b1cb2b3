package io.stagedoor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureLinesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FailureLines lines = new FailureLines("exhausted"::equals);

    private long now;

    private long written(String destination, String outcome, int attempts) {
        return IntStream.range(0, attempts)
                .filter(attempt -> lines.ask(destination, outcome, now))
                .count();
    }

    @Test
    void few_failures_have_a_line_each_and_nothing_to_sum_up() {
        assertThat(written("a", "retried", 10)).isEqualTo(10);
        assertThat(lines.summary()).isEmpty();
    }

    @Test
    void a_destination_that_fails_all_the_time_does_not_fill_the_log() {
        assertThat(written("a", "retried", 1_000)).isEqualTo(10);
        assertThat(lines.summary())
                .containsExactly("left out of the log, failed and tried again: attempts=990 destinations=1 a=990");
        assertThat(lines.summary()).isEmpty();
    }

    @Test
    void the_first_failure_of_every_destination_has_a_line_in_any_storm() {
        assertThat(IntStream.range(0, 300).mapToLong(each -> written("d" + each, "retried", 1)))
                .hasSize(300)
                .allMatch(count -> count == 1);
    }

    @Test
    void three_hundred_failing_destinations_write_some_hundred_lines_a_minute() {
        long written = 0;
        for (int second = 0; second < 60; second++) {
            for (int destination = 0; destination < 300; destination++) {
                written += written("d" + destination, "retried", 1);
            }
            now += SECOND;
        }
        assertThat(written).isBetween(300L, 650L);
    }

    @Test
    void a_destination_that_keeps_failing_has_a_line_a_minute_at_least() {
        IntStream.range(0, 60).forEach(each -> written("d" + each, "retried", 20));
        now += FailureLines.QUIET.toNanos();
        IntStream.range(0, 60).forEach(each -> written("x" + each, "retried", 20));

        assertThat(written("d7", "retried", 1)).isEqualTo(1);
    }

    @Test
    void dead_letters_that_have_no_line_are_summed_up_by_themselves_and_by_destination() {
        written("a", "exhausted", 110);
        written("b", "exhausted", 15);
        written("b", "retried", 5);

        assertThat(lines.summary())
                .containsExactly(
                        "left out of the log, failed and tried again: attempts=5 destinations=1 b=5",
                        "left out of the log, given up, now dead letters: attempts=105 destinations=2 a=100 b=5");
    }

    @Test
    void a_summary_names_the_worst_and_counts_the_others() {
        IntStream.range(0, 30).forEach(each -> written("d" + each, "retried", 20 + each));

        List<String> summary = lines.summary();

        assertThat(summary)
                .singleElement()
                .asString()
                .contains("destinations=30", " d29=", "and 10 more destinations")
                .doesNotContain(" d1=");
    }
}
