package io.stagedoor.page.present;

import io.stagedoor.archive.ArchivedEvent;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.operations.events.EventLife;
import io.stagedoor.page.view.Choice;
import io.stagedoor.page.view.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells the life of an event, from its acceptance on. */
public final class EventPresenter {

    /** @param at null if unknown: then it is last */
    private record Timed(Instant at, Event.Step step) {}

    private EventPresenter() {}

    /** @param destinations that it can be sent to again */
    public static Event of(EventLife life, List<String> destinations, Instant now) {
        List<Timed> steps = new ArrayList<>();
        if (life.received() != null) {
            steps.add(step(life.received(), "good", "Accepted", "from " + Words.foreign(life.channel()), null, null));
        }
        if (!life.routedTo().isEmpty()) {
            String names = Words.foreign(String.join(", ", life.routedTo()));
            steps.add(step(life.received(), "good", "Routed", "to " + names, null, null));
        }
        life.attempts().forEach(attempt -> steps.addAll(attempt(attempt, now)));
        life.archived().forEach(line -> steps.add(archived(line)));
        life.deadLetters().forEach(letter -> steps.add(dead(letter)));
        steps.sort(Comparator.comparing(Timed::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return new Event(
                Words.foreign(life.id()),
                life.id(),
                summary(life),
                life.held(),
                destinations.stream()
                        .map(name -> new Choice(name, name, life.routedTo().contains(name)))
                        .toList(),
                steps.stream().map(Timed::step).toList(),
                null,
                body(life) == null ? null : BodyPresenter.of("Body of the event", body(life)));
    }

    /** Of an event of which nothing is known. */
    public static Event unknown(String id, String why) {
        return new Event(Words.foreign(id), id, "", false, List.of(), List.of(), Words.foreign(why), null);
    }

    private static String summary(EventLife life) {
        return Stream.concat(
                        life.attempts().stream()
                                .map(attempt -> attempt.event().subject())
                                .filter(Objects::nonNull)
                                .limit(1),
                        Stream.ofNullable(life.channel()))
                .map(Words::foreign)
                .reduce((subject, channel) -> subject + ", through " + channel)
                .orElse("");
    }

    private static List<Timed> attempt(AttemptRecord attempt, Instant now) {
        List<Timed> steps = new ArrayList<>();
        String what = "Attempt " + attempt.attempt() + " at " + Words.foreign(attempt.destination()) + ": "
                + Words.foreign(attempt.outcome());
        String text =
                attempt.error() == null ? "took " + Words.took(attempt.duration()) : Words.foreign(attempt.error());
        steps.add(step(
                attempt.start(),
                AttemptWords.level(attempt),
                what,
                text,
                Paths.attempt(attempt.id()),
                "Request and response"));
        if (attempt.nextAttempt() != null && attempt.nextAttempt().isAfter(now)) {
            steps.add(step(
                    attempt.nextAttempt(),
                    "idle",
                    "Next attempt at " + Words.foreign(attempt.destination()),
                    Words.ago(attempt.nextAttempt(), now),
                    Paths.destination(attempt.destination()),
                    "See the destination"));
        }
        return steps;
    }

    private static Timed archived(ArchivedEvent line) {
        return step(line.received(), "good", "Archived", "in " + Words.foreign(line.file()), null, null);
    }

    private static Timed dead(StoredDeadLetter letter) {
        return step(
                letter.since().orElse(null),
                "bad",
                "Dead letter: " + Words.foreign(letter.reason()),
                Words.foreign(letter.error()),
                Paths.deadLetter(letter.queue(), letter.id()),
                "See, redrive or discard");
    }

    private static Timed step(Instant at, String level, String what, String text, String href, String link) {
        return new Timed(at, new Event.Step(level, at == null ? "" : Words.second(at), what, text, href, link));
    }

    private static byte[] body(EventLife life) {
        return Stream.of(
                        life.attempts().stream().map(attempt -> attempt.event().body()),
                        life.deadLetters().stream().map(StoredDeadLetter::body),
                        life.archived().stream().map(ArchivedEvent::body))
                .flatMap(bodies -> bodies)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
