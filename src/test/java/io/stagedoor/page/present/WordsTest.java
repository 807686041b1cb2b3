package io.stagedoor.page.present;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T06:12:09Z");

    @Test
    void a_rate_has_as_many_digits_as_a_person_reads() {
        assertThat(Words.rate(0)).isEqualTo("0");
        assertThat(Words.rate(0.01)).isEqualTo("<0.1");
        assertThat(Words.rate(4.24)).isEqualTo("4.2");
        assertThat(Words.rate(9.96)).isEqualTo("10");
        assertThat(Words.rate(12_345.6)).isEqualTo("12,346");
    }

    @Test
    void a_time_of_another_day_has_its_date() {
        assertThat(Words.time(NOW, NOW)).isEqualTo("06:12:09.000");
        assertThat(Words.time(NOW.minus(Duration.ofDays(1)), NOW)).isEqualTo("2026-11-29 06:12:09.000");
    }

    @Test
    void a_time_to_come_is_said_as_such() {
        assertThat(Words.ago(NOW.minusSeconds(240), NOW)).isEqualTo("4 min ago");
        assertThat(Words.ago(NOW.plusSeconds(240), NOW)).isEqualTo("in 4 min");
    }

    @Test
    void foreign_text_is_bounded_and_cannot_turn_the_line_around() {
        assertThat(Words.foreign("gpj\u202Eexe\u0000")).isEqualTo("gpj\\u202eexe\\u0000");
        assertThat(Words.foreign("x".repeat(10_000))).hasSize(2_001).endsWith("…");
        assertThat(Words.foreign(null)).isEmpty();
    }

    @Test
    void what_stands_in_a_url_cannot_end_its_part() {
        assertThat(Words.inUrl("a/b?c&d=e#f+ü \"<")).isEqualTo("a%2Fb%3Fc%26d%3De%23f%2B%C3%BC%20%22%3C");
    }

    @Test
    void of_a_path_its_end_is_shown() {
        assertThat(Words.file("/etc/stagedoor/routes/build.yaml")).isEqualTo("routes/build.yaml");
        assertThat(Words.file("routes/build.yaml")).isEqualTo("routes/build.yaml");
        assertThat(Words.file("build.yaml")).isEqualTo("build.yaml");
    }
}
