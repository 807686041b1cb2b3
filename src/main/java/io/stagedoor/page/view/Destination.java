package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code destination.html}.
 *
 * @param remedy where to mend what is wrong; null if nothing is
 * @param hour null if the history does not tell; then {@code noHour} says why
 * @param dueMore what the list leaves out; null for nothing
 * @param attempts null if there is no history; then {@code noHistory} says why
 */
public record Destination(
        String name,
        String href,
        String description,
        String level,
        String state,
        String reason,
        Link remedy,
        boolean paused,
        List<Figure> figures,
        Hour hour,
        String noHour,
        List<Due> due,
        String dueMore,
        Attempts attempts,
        String noHistory,
        List<Fact> facts) {

    /**
     * The last hour.
     *
     * @param average path of SVG: the mean duration in each minute
     * @param slowest path of SVG: the longest duration in each minute
     */
    public record Hour(List<Bar> bars, String attemptsText, String average, String slowest, String durationText) {}

    /** The attempts of one minute: heights and places of two rectangles, in units of the chart; 0 for none. */
    public record Bar(String x, double ok, String okY, double failed, String failedY) {}

    /** @param when such as {@code in 4 min} */
    public record Due(
            String when, String at, String event, String eventHref, String channel, String attempts, String error) {}
}
