package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code dead-letters.html}.
 *
 * @param hidden the filter, as fields of the form that acts
 * @param next the path of the next ones; null if these are the last
 * @param allText what choosing all means
 */
public record DeadLetters(
        String summary,
        List<RunningJob> jobs,
        List<Choice> queues,
        List<Choice> reasons,
        String destination,
        String channel,
        String olderThan,
        String newerThan,
        boolean filtered,
        String problem,
        List<Fact> hidden,
        List<Row> rows,
        String next,
        String allText) {

    /** @param key what the form sends for it */
    public record Row(
            String key,
            String id,
            String shortId,
            String href,
            String reason,
            String from,
            String attempts,
            String age,
            String error) {}

    public record RunningJob(String level, String state, String text, String href) {}
}
