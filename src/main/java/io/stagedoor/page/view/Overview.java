package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code overview.html}.
 *
 * @param summary the state of everything in one line
 * @param wellness what to say when nothing is wrong
 * @param unused whether no event has come yet
 */
public record Overview(
        String summary, List<Trouble> troubles, String wellness, List<Figure> figures, Flow flow, boolean unused) {

    /**
     * Something that is wrong.
     *
     * @param level {@code bad} or {@code warn}
     * @param href where it can be mended
     */
    public record Trouble(String level, String word, String text, String href, String link) {}

    /**
     * The flow as a diagram.
     *
     * @param height of the tallest column, in units of the lines between the columns
     * @param rem the same in rem
     * @param first lines from channels to routes
     * @param second lines from routes to destinations
     */
    public record Flow(
            List<Card> channels,
            List<Card> routes,
            List<Card> destinations,
            int height,
            String rem,
            List<Curve> first,
            List<Curve> second) {}

    /**
     * @param level {@code good}, {@code warn}, {@code bad} or {@code idle}
     * @param href null if it leads nowhere
     * @param state null for none
     * @param unseen what the lines show, for a screen reader; null for none
     */
    public record Card(String level, String title, String href, String state, List<String> lines, String unseen) {}

    /**
     * @param path of SVG
     * @param kind {@code busy}, {@code bad}, or null
     */
    public record Curve(String path, String kind) {}
}
