package io.stagedoor.history;

import java.time.Instant;
import java.util.Set;

/**
 * Selects attempts. An attempt must match each part that is set.
 *
 * @param destinations names; empty for all
 * @param outcomes words as in {@link AttemptRecord#outcome}; empty for all
 * @param statuses HTTP statuses; empty for all, those without an answer included
 * @param eventId null for all
 * @param subject exactly as in {@link RecordedEvent#subject}, but for upper and lower case; null for all
 * @param channel its address; null for all
 * @param from began at this time or later; null for no limit
 * @param until began before this time; null for no limit
 */
public record HistoryFilter(
        Set<String> destinations,
        Set<String> outcomes,
        Set<StatusPattern> statuses,
        String eventId,
        String subject,
        String channel,
        Instant from,
        Instant until) {

    public static final HistoryFilter ALL =
            new HistoryFilter(Set.of(), Set.of(), Set.of(), null, null, null, null, null);

    public HistoryFilter {
        destinations = Set.copyOf(destinations);
        outcomes = Set.copyOf(outcomes);
        statuses = Set.copyOf(statuses);
    }

    /** All attempts of one event, at all destinations. */
    public static HistoryFilter ofEvent(String eventId) {
        return new HistoryFilter(Set.of(), Set.of(), Set.of(), eventId, null, null, null, null);
    }

    public HistoryFilter at(Set<String> destinations) {
        return new HistoryFilter(destinations, outcomes, statuses, eventId, subject, channel, from, until);
    }

    public boolean matches(AttemptRecord attempt) {
        return (destinations.isEmpty() || destinations.contains(attempt.destination()))
                && (outcomes.isEmpty() || outcomes.contains(attempt.outcome()))
                && (statuses.isEmpty() || statuses.stream().anyMatch(one -> one.matches(attempt.status())))
                && (eventId == null || eventId.equals(attempt.event().id()))
                && (subject == null || subject.equalsIgnoreCase(attempt.event().subject()))
                && (channel == null || channel.equals(attempt.event().channel()))
                && (from == null || !attempt.start().isBefore(from))
                && (until == null || attempt.start().isBefore(until));
    }
}
