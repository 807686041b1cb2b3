package io.stagedoor.page.present;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.RecordedExchange;
import io.stagedoor.page.view.Attempt;
import io.stagedoor.page.view.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows one attempt, and the others of its event. */
public final class AttemptPresenter {

    private AttemptPresenter() {}

    /** @param siblings all attempts of the same event, the newest first */
    public static Attempt of(AttemptRecord attempt, List<AttemptRecord> siblings, Instant now) {
        RecordedExchange exchange = attempt.exchange();
        boolean answered = attempt.status() != null;
        byte[] body = attempt.event().body();
        return new Attempt(
                attempt.event().id(),
                Words.foreign(attempt.destination()),
                Paths.destination(attempt.destination()),
                Integer.toString(attempt.attempt()),
                Words.second(attempt.start()),
                AttemptWords.level(attempt),
                Words.foreign(attempt.outcome()),
                attempt.error() == null ? "The event is delivered." : Words.foreign(attempt.error()),
                body != null,
                facts(attempt, now),
                exchange == null ? List.of() : headers(exchange.requestHeaders()),
                answered,
                answered ? attempt.status().toString() : null,
                exchange == null ? List.of() : headers(exchange.responseHeaders()),
                exchange == null ? "" : Words.foreign(exchange.responseBody()),
                exchange != null && exchange.truncated(),
                exchange == null ? "This destination is asked nothing by HTTP." : "There was no answer.",
                body == null ? null : BodyPresenter.of("Body of the event", body),
                siblings.stream()
                        .map(each -> AttemptWords.row(each, now, each.id().equals(attempt.id())))
                        .toList());
    }

    private static List<Fact> facts(AttemptRecord attempt, Instant now) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Event",
                Words.foreign(attempt.event().id()),
                Paths.event(attempt.event().id())));
        facts.add(new Fact("Channel", Words.foreign(attempt.event().channel())));
        if (attempt.event().subject() != null) {
            facts.add(new Fact("About", Words.foreign(attempt.event().subject())));
        }
        facts.add(new Fact("Content type", Words.foreign(attempt.event().contentType())));
        if (attempt.exchange() != null && attempt.exchange().address() != null) {
            facts.add(new Fact("Connected to", attempt.exchange().address()));
        }
        facts.add(new Fact("Took", Words.took(attempt.duration())));
        if (attempt.nextAttempt() != null) {
            facts.add(new Fact(
                    "Next attempt",
                    Words.second(attempt.nextAttempt()) + ", " + Words.ago(attempt.nextAttempt(), now)));
        }
        return facts;
    }

    private static List<Fact> headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> new Fact(Words.foreign(header.getKey()), Words.foreign(header.getValue())))
                .toList();
    }
}
