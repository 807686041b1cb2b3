package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code destinations.html}.
 *
 * @param more the path of the next ones; null if these are the last
 */
public record Destinations(
        String summary, String name, List<Choice> states, List<Row> rows, String more, int pageSize) {

    public record Row(
            String name,
            String href,
            String level,
            String state,
            String rate,
            String waiting,
            String oldest,
            String later,
            String dead) {}
}
