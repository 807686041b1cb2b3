package io.stagedoor.delivery.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

    @Test
    void a_short_error_stays_as_it_is() {
        assertThat(Failure.permanent("x".repeat(1024)).error()).isEqualTo("x".repeat(1024));
    }

    @Test
    void a_long_error_is_cut_and_shows_that_it_was() {
        assertThat(Failure.retryable("x".repeat(1025)).error()).isEqualTo("x".repeat(1023) + "…");
        assertThat(Failure.retryable("x".repeat(10_000_000)).error()).hasSize(1024);
    }

    @ParameterizedTest
    @ValueSource(ints = {1020, 1021, 1022, 1023, 1024})
    void an_error_is_never_cut_in_the_middle_of_a_character(int position) {
        String error = Failure.retryable("x".repeat(position) + "\uD83D\uDE00" + "y".repeat(9))
                .error();

        assertThat(error).hasSizeLessThanOrEqualTo(1024).endsWith("…");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(error)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\u2028b", "a\u001b[2Jb", "a\u0000b", "a\uD83Db", "a\u202Eb"})
    void a_receiver_cannot_write_a_second_line_into_the_log(String text) {
        String error = Failure.retryable("HTTP 500: " + text).error();

        assertThat(error).startsWith("HTTP 500: a").endsWith("b").matches("[\\x20-\\x7E]*");
    }

    @Test
    void a_failure_without_a_text_is_still_a_failure() {
        assertThat(Failure.retryable("").error()).isEmpty();
    }
}
