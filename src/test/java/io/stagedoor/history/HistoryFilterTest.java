package io.stagedoor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFilterTest {

    private static final AttemptRecord ATTEMPT = Attempts.failed("cmdb", "e1", 0, 503);

    @Test
    void without_a_condition_every_attempt_matches() {
        assertThat(HistoryFilter.ALL.matches(ATTEMPT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "cmdb,     -,         -,   -,  -,       -,                         true",
                "crm,      -,         -,   -,  -,       -,                         false",
                "-,        retried,   -,   -,  -,       -,                         true",
                "-,        delivered, -,   -,  -,       -,                         false",
                "-,        -,         503, -,  -,       -,                         true",
                "-,        -,         5xx, -,  -,       -,                         true",
                "-,        -,         500, -,  -,       -,                         false",
                "-,        -,         4xx, -,  -,       -,                         false",
                "-,        -,         -,   e1, -,       -,                         true",
                "-,        -,         -,   e2, -,       -,                         false",
                "-,        -,         -,   -,  TASK-e1, -,                         true",
                "-,        -,         -,   -,  task-e2, -,                         false",
                "-,        -,         -,   -,  -,       backstage/scaffolder/task, true",
                "-,        -,         -,   -,  -,       backstage/catalog/entity,  false",
                "cmdb,     retried,   500, -,  -,       -,                         false",
            })
    void an_attempt_matches_when_it_meets_all_conditions(
            String destination,
            String outcome,
            String status,
            String event,
            String subject,
            String channel,
            boolean is) {
        HistoryFilter filter = new HistoryFilter(
                destination == null ? Set.of() : Set.of(destination),
                outcome == null ? Set.of() : Set.of(outcome),
                status == null ? Set.of() : Set.of(new StatusPattern(status)),
                event,
                subject,
                channel,
                null,
                null);

        assertThat(filter.matches(ATTEMPT)).isEqualTo(is);
    }

    @Test
    void the_time_is_from_one_moment_until_just_before_another() {
        assertThat(between(0, 1).matches(ATTEMPT)).isTrue();
        assertThat(between(-1, 0).matches(ATTEMPT)).isFalse();
        assertThat(between(1, 2).matches(ATTEMPT)).isFalse();
    }

    @Test
    void an_attempt_without_an_answer_matches_no_status() {
        assertThat(new StatusPattern("5xx").matches(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "600", "5XX", "xx5", "5x0", "five"})
    void what_is_no_status_is_refused(String text) {
        assertThatThrownBy(() -> new StatusPattern(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not an HTTP status such as 503, nor a class such as 5xx");
    }

    private static HistoryFilter between(long from, long until) {
        return new HistoryFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                null,
                null,
                Attempts.NOW.plusMillis(from),
                Attempts.NOW.plusMillis(until));
    }
}
