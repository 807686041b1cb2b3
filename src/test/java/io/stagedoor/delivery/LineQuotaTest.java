package io.stagedoor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineQuotaTest {

    private static final long SECOND = 1_000_000_000;

    private final LineQuota quota = new LineQuota(3, Duration.ofSeconds(1));

    @Test
    void so_many_lines_a_second_and_then_none() {
        assertThat(asked(6, 5 * SECOND)).containsExactly(0, 0, 0, -1, -1, -1);
    }

    @Test
    void the_next_line_says_how_many_were_left_out() {
        asked(10, 5 * SECOND);

        assertThat(asked(2, 6 * SECOND)).containsExactly(7, 0);
    }

    @Test
    void a_slow_stream_is_written_whole() {
        IntStream.range(0, 100)
                .forEach(event -> assertThat(quota.ask(event * SECOND / 2)).isZero());
    }

    @Test
    void the_clock_may_begin_anywhere_and_overflow() {
        assertThat(asked(4, Long.MAX_VALUE - 10)).containsExactly(0, 0, 0, -1);
        assertThat(quota.ask(Long.MAX_VALUE - 10 + SECOND)).isEqualTo(1);
    }

    private int[] asked(int times, long now) {
        return IntStream.range(0, times).map(time -> quota.ask(now)).toArray();
    }
}
