package io.stagedoor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {

    private static final OptionalInt LEFT_OUT = OptionalInt.empty();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final RepeatedLines lines = lines(1_000);

    private RepeatedLines lines(int most) {
        return new RepeatedLines(Duration.ofMinutes(1), most, nanos::get);
    }

    @Test
    void one_cause_is_told_once_in_a_while_with_how_many_lines_were_left_out() {
        assertThat(lines.ask("Too many open files")).hasValue(0);
        for (int i = 0; i < 299; i++) {
            assertThat(lines.ask("Too many open files")).isEqualTo(LEFT_OUT);
        }
        pass(Duration.ofSeconds(61));
        assertThat(lines.ask("Too many open files")).hasValue(299);
        assertThat(lines.ask("Too many open files")).isEqualTo(LEFT_OUT);
        pass(Duration.ofSeconds(61));
        assertThat(lines.ask("Too many open files")).hasValue(1);
    }

    @Test
    void another_cause_is_told_beside_it() {
        assertThat(lines.ask("Too many open files")).hasValue(0);
        assertThat(lines.ask("host name not found: cmdb.invalid")).hasValue(0);
        assertThat(lines.ask("Too many open files")).isEqualTo(LEFT_OUT);
    }

    @Test
    void of_causes_without_measure_the_oldest_are_forgotten() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(lines.ask("cause " + i)).hasValue(0);
        }
        assertThat(lines.ask("cause 4999")).isEqualTo(LEFT_OUT);
        assertThat(lines.ask("cause 0")).hasValue(0);
    }

    @Test
    void where_one_cause_is_remembered_a_change_is_told_at_once() {
        RepeatedLines last = lines(1);
        assertThat(last.ask("refused")).hasValue(0);
        assertThat(last.ask("refused")).isEqualTo(LEFT_OUT);
        assertThat(last.ask("no route")).hasValue(0);
        assertThat(last.ask("refused")).hasValue(0);
    }

    @Test
    void a_cause_may_have_no_text() {
        assertThat(lines.ask(null)).hasValue(0);
        assertThat(lines.ask(null)).isEqualTo(LEFT_OUT);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
