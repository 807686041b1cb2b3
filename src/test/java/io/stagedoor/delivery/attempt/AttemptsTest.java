package io.stagedoor.delivery.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.wire.EventProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttemptsTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T07:24:39.003Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T07:24:39.003Z");

    @Test
    void the_attempts_travel_with_the_event() {
        Attempts twice = Attempts.NONE
                .failed(new Failure(Failure.Kind.RETRYABLE, 500, "HTTP 500", null), MONDAY)
                .failed(new Failure(Failure.Kind.RETRYABLE, 503, "HTTP 503: busy", null), TUESDAY);

        Map<String, Object> properties = twice.properties(TUESDAY.plus(Duration.ofMinutes(5)));

        assertThat(Attempts.from(properties)).isEqualTo(twice);
        assertThat(properties)
                .containsEntry("stagedoor_attempts", 2)
                .containsEntry("stagedoor_first_failure", "2026-11-23T07:24:39.003Z")
                .containsEntry("stagedoor_last_failure", "2026-11-24T07:24:39.003Z")
                .containsEntry("stagedoor_last_status", 503)
                .containsEntry("stagedoor_last_error", "HTTP 503: busy")
                .containsEntry("stagedoor_due", "2026-11-24T07:29:39.003Z");
        assertThat(EventProperties.OF_ATTEMPTS).containsAll(properties.keySet());
    }

    @Test
    void an_attempt_without_answer_has_no_status_even_after_one_that_had() {
        Attempts twice = Attempts.NONE
                .failed(new Failure(Failure.Kind.RETRYABLE, 500, "HTTP 500", null), MONDAY)
                .failed(Failure.retryable("time-out"), TUESDAY);

        Map<String, Object> properties = twice.properties(TUESDAY);

        assertThat(properties).doesNotContainKey("stagedoor_last_status").doesNotContainValue(null);
        assertThat(Attempts.from(properties)).isEqualTo(twice);
        assertThat(twice.lastStatus()).isNull();
    }

    @Test
    void every_name_has_letters_digits_and_underscores_only() {
        assertThat(EventProperties.OF_ATTEMPTS).allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }

    static List<Map<String, Object>> attemptsThatCannotBe() {
        return Stream.of("2", "", true, 0, -1, 0.5, Double.NaN, Long.MAX_VALUE, Integer.MIN_VALUE, List.of(2))
                .map(made -> Map.<String, Object>of("stagedoor_attempts", made))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("attemptsThatCannotBe")
    void an_event_whose_attempts_are_malformed_was_never_attempted(Map<String, Object> properties) {
        assertThat(Attempts.from(properties)).isEqualTo(Attempts.NONE);
    }

    @Test
    void an_event_without_properties_was_never_attempted() {
        assertThat(Attempts.from(Map.of())).isEqualTo(Attempts.NONE);
        assertThat(Attempts.NONE.made()).isZero();
    }

    @Test
    void malformed_details_are_dropped_and_the_count_stays() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("stagedoor_attempts", 3L); // Another client may write the number as another type.
        properties.put("stagedoor_first_failure", "yesterday");
        properties.put("stagedoor_last_failure", 1_700_000_000);
        properties.put("stagedoor_last_status", "500");
        properties.put("stagedoor_last_error", 5);

        assertThat(Attempts.from(properties)).isEqualTo(new Attempts(3, null, null, null, null));
        assertThat(Attempts.from(properties)
                        .failed(Failure.retryable("time-out"), MONDAY)
                        .properties(MONDAY))
                .containsEntry("stagedoor_attempts", 4)
                .containsEntry("stagedoor_first_failure", MONDAY.toString());
    }

    @Test
    void a_count_that_would_overflow_does_not_cause_endless_attempts() {
        Attempts many = Attempts.from(Map.of("stagedoor_attempts", Integer.MAX_VALUE))
                .failed(Failure.retryable("time-out"), MONDAY);

        assertThat(many.made()).isPositive();
    }
}
