package io.stagedoor.page.present;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.page.present.FlowDrawing.Edge;
import io.stagedoor.page.view.Overview.Curve;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowDrawingTest {

    @Test
    void the_shorter_column_stands_in_the_middle_of_the_longer_one() {
        FlowDrawing drawing = new FlowDrawing(4);

        assertThat(drawing.curves(List.of(new Edge(0, 0, null), new Edge(3, 1, null)), 4, 2))
                .extracting(Curve::path)
                .containsExactly("M0 5C50 5 50 15 100 15", "M0 35C50 35 50 25 100 25");
        assertThat(drawing.height()).isEqualTo(40);
        assertThat(drawing.rem()).isEqualTo("22.0");
    }

    @Test
    void cards_at_the_same_height_have_a_straight_line() {
        assertThat(new FlowDrawing(3).curves(List.of(new Edge(1, 0, null)), 3, 1))
                .extracting(Curve::path)
                .containsExactly("M0 15H100");
    }

    @Test
    void a_column_of_an_even_and_one_of_an_odd_number_meet_between_the_rows() {
        assertThat(new FlowDrawing(2).curves(List.of(new Edge(0, 0, null)), 2, 1))
                .extracting(Curve::path)
                .containsExactly("M0 5C50 5 50 10 100 10");
    }

    @Test
    void coloured_lines_are_above_the_others() {
        List<Edge> edges = List.of(new Edge(0, 0, "bad"), new Edge(1, 1, null), new Edge(2, 2, "busy"));

        assertThat(new FlowDrawing(3).curves(edges, 3, 3))
                .extracting(Curve::kind)
                .containsExactly(null, "bad", "busy");
    }
}
