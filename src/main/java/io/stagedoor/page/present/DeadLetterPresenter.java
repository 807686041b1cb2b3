package io.stagedoor.page.present;

import io.stagedoor.deadletter.DeadLetterFacts;
import io.stagedoor.deadletter.FaultPlace;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.TextPlace;
import io.stagedoor.page.view.DeadLetter;
import io.stagedoor.page.view.Fact;
import io.stagedoor.text.Plural;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows one dead letter, with its fault marked in the body. */
public final class DeadLetterPresenter {

    private DeadLetterPresenter() {}

    public static DeadLetter of(StoredDeadLetter letter, Instant now) {
        DeadLetterFacts facts = new DeadLetterFacts(letter);
        Optional<TextPlace> place = FaultPlace.of(letter);
        return new DeadLetter(
                Words.foreign(letter.id()),
                letter.queue() + " " + letter.id(),
                letter.queue(),
                letter.readable() && letter.origin().isPresent(),
                Words.foreign(letter.reason()),
                Words.foreign(letter.error()),
                letter.readable() ? "Body" : "The whole message",
                Plural.of(letter.body().length, "byte", "bytes"),
                facts.fault(place)
                        .map(text -> "The fault: " + Words.foreign(text))
                        .orElse(null),
                BodyPresenter.of(
                        "Body of the event", BodyPresenter.lines(letter.body()).lines(place, facts.mark())),
                known(letter, facts, now),
                facts.others().stream().map(DeadLetterPresenter::fact).toList());
    }

    private static List<Fact> known(StoredDeadLetter letter, DeadLetterFacts facts, Instant now) {
        List<Fact> known = new ArrayList<>();
        known.add(new Fact("event", "its life", Paths.event(letter.id())));
        known.add(new Fact("queue", Words.foreign(letter.queue()), Paths.deadLetters(letter.queue())));
        letter.since()
                .ifPresent(since -> known.add(new Fact("since", Words.second(since) + ", " + Words.ago(since, now))));
        facts.ours().forEach(fact -> known.add(fact(fact)));
        known.add(new Fact("redrive", Words.foreign(facts.redrive())));
        return known;
    }

    private static Fact fact(DeadLetterFacts.Fact fact) {
        return new Fact(Words.foreign(fact.name()), Words.foreign(fact.value()));
    }
}
