package io.stagedoor.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartTest {

    @Test
    void a_contender_has_the_same_colour_whatever_is_drawn_before_it() {
        assertThat(chart(Goal.STAGEDOOR)).contains("fill=\"#059669\">stagedoor<");
        assertThat(chart(Goal.PLAIN, Goal.STAGEDOOR)).contains("fill=\"#059669\">stagedoor<");
    }

    @Test
    void a_narrow_range_has_ticks_too() {
        assertThat(chart(Goal.STAGEDOOR)).contains(">15,000<", ">20,000<");
    }

    private static String chart(String... names) {
        Map<String, List<Chart.Point>> curves = new LinkedHashMap<>();
        for (String name : names) {
            curves.put(
                    name,
                    List.of(
                            new Chart.Point(10_000, Spread.of(List.of(16_000.0, 20_000.0, 22_000.0))),
                            new Chart.Point(1_000_000, Spread.of(List.of(15_500.0)))));
        }
        return new Chart("events waiting", "events a second", curves).svg();
    }
}
