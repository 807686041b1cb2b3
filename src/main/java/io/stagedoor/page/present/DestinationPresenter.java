package io.stagedoor.page.present;

import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.operations.destinations.DestinationQueue;
import io.stagedoor.operations.destinations.WaitingAttempt;
import io.stagedoor.page.view.Attempts;
import io.stagedoor.page.view.Fact;
import io.stagedoor.page.view.Figure;
import io.stagedoor.page.view.Link;
import io.stagedoor.routing.routes.RouteSource;
import io.stagedoor.watch.RecentAttempts.Minute;
import io.stagedoor.wire.QueueNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows one destination. */
public final class DestinationPresenter {

    /** More than a person reads. */
    private static final int MOST_DUE = 50;

    private DestinationPresenter() {}

    /**
     * @param due the events that wait for their next attempt, the next one first
     * @param hour the minutes of the last hour in which an attempt ended, the oldest first
     * @param attempts null if there is no history
     */
    public static io.stagedoor.page.view.Destination of(
            Destination destination, List<WaitingAttempt> due, List<Minute> hour, Attempts attempts, Instant now) {
        DestinationWords words = new DestinationWords(destination);
        DestinationQueue queue = destination.queue();
        RouteSource route = destination.route();
        return new io.stagedoor.page.view.Destination(
                destination.name(),
                Paths.destination(destination.name()),
                route == null ? "No route of this program delivers to it." : Words.foreign(route.description()),
                words.level(),
                words.state(),
                words.reason(now),
                remedy(destination),
                queue.paused(),
                figures(destination, words),
                hour.isEmpty() ? null : HourChart.of(hour, now),
                "This program has made no attempt in the last hour.",
                due.stream().limit(MOST_DUE).map(each -> due(each, now)).toList(),
                due.size() > MOST_DUE ? Words.count(due.size() - MOST_DUE) + " more are due later." : null,
                attempts,
                "The history is off: stagedoor.history.bytes is 0.",
                facts(destination, route, now));
    }

    private static Link remedy(Destination destination) {
        if (destination.queue().deadLetters() > 0) {
            return new Link(Paths.deadLetters(deadLetterQueue(destination.name())), "Its dead letters");
        }
        return destination.queue().scheduled() > 0 ? new Link("#due-h", "What is due") : null;
    }

    private static String deadLetterQueue(String name) {
        return QueueNames.deadLetter(QueueNames.destination(name));
    }

    private static List<Figure> figures(Destination destination, DestinationWords words) {
        DestinationQueue queue = destination.queue();
        String[] oldest = destination.oldest() == null
                ? new String[] {"–", null}
                : Words.age(destination.oldest()).split(" ");
        return List.of(
                new Figure("attempts", Words.rate(destination.recent().perSecond()), "a second"),
                new Figure("waiting", Words.count(words.waiting(), queue.estimated()), null),
                new Figure("age of the oldest", oldest[0], oldest[1]),
                new Figure("for later", Words.count(queue.scheduled()), null),
                new Figure("dead letters", Words.count(queue.deadLetters(), queue.deadLettersEstimated()), null));
    }

    private static io.stagedoor.page.view.Destination.Due due(WaitingAttempt each, Instant now) {
        return new io.stagedoor.page.view.Destination.Due(
                each.due()
                        .map(due -> due.isBefore(now) ? "now" : Words.ago(due, now))
                        .orElse("–"),
                each.due().map(due -> Words.second(due)).orElse(""),
                Words.shortId(each.eventId()),
                Paths.event(each.eventId()),
                Words.foreign(each.channel()),
                Words.count(each.made()),
                Words.foreign(each.lastError()));
    }

    private static List<Fact> facts(Destination destination, RouteSource route, Instant now) {
        List<Fact> facts = new ArrayList<>();
        if (route != null) {
            facts.add(new Fact("Route", route.id()));
            facts.add(new Fact("File", route.file() + (route.line() > 0 ? ":" + route.line() : "")));
        }
        facts.add(new Fact("Queue", QueueNames.destination(destination.name())));
        facts.add(new Fact("Order", destination.queue().parked().isPresent() ? "kept for each key" : "not kept"));
        facts.add(new Fact(
                "Programs that deliver", Words.count(destination.queue().consumers())));
        Destination.Recent recent = destination.recent();
        if (recent.lastSuccess() != null) {
            facts.add(new Fact(
                    "Last success", Words.second(recent.lastSuccess()) + ", " + Words.ago(recent.lastSuccess(), now)));
        }
        if (recent.lastFailure() != null) {
            facts.add(new Fact(
                    "Last failure",
                    Words.second(recent.lastFailure()) + ", " + Words.ago(recent.lastFailure(), now) + ": "
                            + Words.foreign(recent.lastError())));
        }
        return facts;
    }
}
