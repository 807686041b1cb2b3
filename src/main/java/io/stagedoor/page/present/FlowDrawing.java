package io.stagedoor.page.present;

import io.stagedoor.page.view.Overview.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the lines between two columns of cards. Each column is as high as its cards, and in the middle:
 *
 * <pre>
 *            0    x   100
 *      ┌───┐                      y of card i of n, of most m:
 *      │ 0 │ ─╮   ┌───┐
 *      └───┘  ├─▶ │ 0 │           ((m - n) / 2 + i + 1/2) · ROW
 *      ┌───┐  │   └───┘
 *      │ 1 │ ─╯
 *      └───┘
 * </pre>
 */
final class FlowDrawing {

    /** The height of a card and the gap below it, in the units of the lines. */
    static final int ROW = 10;

    /** The same in rem; {@code page.css} has it for {@code .flow li}. */
    private static final double ROW_REM = 5.5;

    private static final int WIDTH = 100;

    /**
     * @param from index of a card in the left column
     * @param to index of a card in the right column
     * @param kind see {@link Curve}
     */
    record Edge(int from, int to, String kind) {}

    private final int most;

    /** @param most cards of the highest column */
    FlowDrawing(int most) {
        this.most = most;
    }

    int height() {
        return most * ROW;
    }

    String rem() {
        return String.format(Locale.ROOT, "%.1f", most * ROW_REM);
    }

    /**
     * Those of a kind after those without: a coloured line is above the others.
     *
     * @param left number of cards in the left column
     * @param right number of cards in the right column
     */
    List<Curve> curves(List<Edge> edges, int left, int right) {
        List<Curve> plain = new ArrayList<>();
        List<Curve> coloured = new ArrayList<>();
        for (Edge edge : edges) {
            String start = number(y(edge.from(), left));
            String end = number(y(edge.to(), right));
            String path = start.equals(end)
                    ? "M0 " + start + "H" + WIDTH
                    : "M0 " + start + "C50 " + start + " 50 " + end + " " + WIDTH + " " + end;
            (edge.kind() == null ? plain : coloured).add(new Curve(path, edge.kind()));
        }
        plain.addAll(coloured);
        return plain;
    }

    private double y(int index, int cards) {
        return ((most - cards) / 2.0 + index + 0.5) * ROW;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
