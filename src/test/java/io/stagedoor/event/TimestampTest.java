package io.stagedoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26T16:03:39.120Z",
                "2024-02-29T00:00:00.001Z",
                "1970-01-01T00:00:00.999Z",
                "0000-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z",
                "2026-11-26T16:03:39Z",
                "2026-11-26T16:03:39.120456Z",
                "2026-11-26T16:03:39.120456789Z"
            })
    void is_what_the_jdk_says(String text) {
        assertThat(Timestamp.parse(text)).contains(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-02-29T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-11-26T25:00:00.000Z",
                "2026-11-26T16:60:00.000Z",
                "2026-11-26T16:03:99.000Z",
                "2026-11-26T16:03:39.12xZ",
                "2026-11-26 16:03:39.120Z",
                "2026-11-26T16:03:39.120+"
            })
    void another_text_is_not_a_timestamp(String text) {
        assertThat(Timestamp.parse(text)).isEmpty();
    }

    @Test
    void is_written_to_the_millisecond_and_read_back() {
        Instant moment = Instant.parse("2026-11-26T16:03:39.120999Z");

        assertThat(Timestamp.of(moment)).isEqualTo("2026-11-26T16:03:39.120Z");
        for (int ms = 0; ms < 2_000; ms++) {
            Instant each = Instant.ofEpochMilli(1_795_708_800_000L + 7L * ms);
            assertThat(Timestamp.parse(Timestamp.of(each))).contains(each);
        }
    }
}
