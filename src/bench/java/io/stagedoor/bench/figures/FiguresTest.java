package io.stagedoor.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void ratios_are_taken_within_each_round_that_both_have() {
        assertThat(Figures.ratios(List.of(2.0, 9.0, 4.0), List.of(1.0, 3.0))).containsExactly(2.0, 3.0);
    }

    @Test
    void what_was_measured_once_is_compared_with_each_of_the_others() {
        assertThat(Figures.ratios(List.of(6.0), List.of(1.0, 2.0, 3.0))).containsExactly(6.0, 3.0, 2.0);
    }

    @Test
    void there_is_no_ratio_where_one_of_the_two_was_not_measured() {
        assertThat(Figures.ratios(List.of(), List.of(1.0))).isEmpty();
        assertThat(Figures.ratios(List.of(1.0), List.of())).isEmpty();
    }
}
