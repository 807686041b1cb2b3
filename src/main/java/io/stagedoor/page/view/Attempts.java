package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code attempts.html}: a list with filters.
 *
 * @param action the path of the page that it is on
 * @param problem what is wrong with the filter; null if nothing is
 * @param first whether it is the newest page
 * @param next the path of the page of older ones; null if there are none
 */
public record Attempts(
        String action,
        List<Choice> outcomes,
        String status,
        String event,
        String subject,
        List<Choice> channels,
        List<Choice> sinces,
        boolean filtered,
        boolean first,
        String problem,
        List<Row> rows,
        String next) {

    /** @param current whether it is the attempt that the page is about */
    public record Row(
            String href,
            String began,
            String level,
            String outcome,
            String destination,
            String event,
            String shortEvent,
            String eventHref,
            String subject,
            String number,
            String status,
            String took,
            String error,
            boolean current) {}
}
