package io.stagedoor.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void p99_is_compared_at_each_pace_that_all_had_and_at_half_of_what_each_takes() {
        Figures figures = new Figures();
        for (Map.Entry<String, Double> ms :
                Map.of(Goal.STAGEDOOR, 30.0, Goal.PLAIN, 10.0).entrySet()) {
            figures.add(Goal.LATENCY, 50, ms.getKey(), Goal.P99, 1, ms.getValue());
            figures.add(Goal.SAME_PACE, 2_000, ms.getKey(), Goal.P99, 1, 2 * ms.getValue());
            figures.add(Goal.SAME_PACE, 5_000, ms.getKey(), Goal.P99, 1, 600 / ms.getValue());
        }
        List<Goal> measured = Goal.all(figures, 100_000).stream()
                .filter(goal -> goal.of(figures).isPresent())
                .toList();
        assertThat(measured)
                .extracting(Goal::words)
                .containsExactly(
                        "p99 at 50 % load, against plain Camel's",
                        "p99 at 2,000 a second, against plain Camel's", "p99 at 5,000 a second, against plain Camel's");
        assertThat(measured)
                .extracting(goal -> goal.reached(goal.of(figures).orElseThrow()))
                .containsExactly(false, false, true);
    }
}
