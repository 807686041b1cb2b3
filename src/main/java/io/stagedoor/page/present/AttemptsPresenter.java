package io.stagedoor.page.present;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.StatusPattern;
import io.stagedoor.operations.Page;
import io.stagedoor.page.view.Attempts;
import io.stagedoor.page.view.Choice;
import io.stagedoor.text.DurationText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists attempts, and turns the form of its filter into a {@link HistoryFilter}.
 *
 * @param since a duration such as {@code 1h}; "" for ever
 */
public record AttemptsPresenter(
        String outcome, String status, String event, String subject, String channel, String since) {

    private static final List<String> OUTCOMES = List.of("delivered", "retried", "held", "rejected", "exhausted");

    private static final List<String> SINCES = List.of("15m", "1h", "6h", "1d", "7d");

    /** @throws IllegalArgumentException for a status or a duration that is none; the message says so */
    public HistoryFilter filter(String destination, Instant now) {
        return new HistoryFilter(
                Set.of(destination),
                outcome.isEmpty() ? Set.of() : Set.of(outcome),
                status.isEmpty() ? Set.of() : Set.of(new StatusPattern(status)),
                event.isEmpty() ? null : event,
                subject.isEmpty() ? null : subject,
                channel.isEmpty() ? null : channel,
                since.isEmpty() ? null : now.minus(DurationText.parse(since)),
                null);
    }

    /**
     * @param action the path of the page with the list
     * @param channels the addresses to choose from
     * @param page null if the filter is wrong
     * @param problem what is wrong with the filter; null if nothing is
     */
    public Attempts list(
            String action,
            List<String> channels,
            String cursor,
            Page<AttemptRecord> page,
            String problem,
            Instant now) {
        return new Attempts(
                action,
                choices("any", OUTCOMES, outcome),
                status,
                event,
                subject,
                choices("any", channels, channel),
                choices("ever", SINCES, since),
                filtered(),
                cursor == null,
                problem,
                page == null
                        ? List.of()
                        : page.items().stream()
                                .map(each -> AttemptWords.row(each, now, false))
                                .toList(),
                page == null || page.next() == null ? null : action + query(page.next()));
    }

    /** Whether the form leaves anything out. */
    public boolean filtered() {
        return Stream.of(outcome, status, event, subject, channel, since).anyMatch(part -> !part.isEmpty());
    }

    private String query(String cursor) {
        return "?cursor=" + Words.inUrl(cursor) + part("outcome", outcome) + part("status", status)
                + part("event", event) + part("subject", subject) + part("channel", channel) + part("since", since);
    }

    private static String part(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + Words.inUrl(value);
    }

    static List<Choice> choices(String any, List<String> values, String chosen) {
        Stream<Choice> own = values.contains(chosen) || chosen.isEmpty()
                ? Stream.of()
                : Stream.of(new Choice(chosen, Words.foreign(chosen), true));
        return Stream.of(
                        Stream.of(new Choice("", any, chosen.isEmpty())),
                        values.stream().map(value -> new Choice(value, value, value.equals(chosen))),
                        own)
                .flatMap(part -> part)
                .toList();
    }
}
