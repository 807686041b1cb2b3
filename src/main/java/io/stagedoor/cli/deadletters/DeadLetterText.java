package io.stagedoor.cli.deadletters;

import io.stagedoor.deadletter.DeadLetterFacts;
import io.stagedoor.deadletter.FaultPlace;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.BodyLines;
import io.stagedoor.event.TextPlace;
import io.stagedoor.text.Ages;
import io.stagedoor.text.Plural;
import io.stagedoor.text.Snippet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats everything about a dead letter for a person at a terminal. Foreign text cannot control the terminal. */
final class DeadLetterText {

    private static final int LONGEST = 2048;

    private final Clock clock;
    private final int width;

    /** @param width of the screen */
    DeadLetterText(Clock clock, int width) {
        this.clock = clock;
        this.width = width;
    }

    List<String> lines(StoredDeadLetter letter) {
        Optional<TextPlace> place = FaultPlace.of(letter);
        DeadLetterFacts facts = new DeadLetterFacts(letter);
        List<String> lines = new ArrayList<>();
        lines.add("dead letter " + safe(letter.id()));
        add(lines, "queue", letter.queue());
        add(lines, "reason", letter.reason());
        add(lines, "error", letter.error());
        facts.fault(place).ifPresent(fault -> add(lines, "fault", fault));
        facts.ours().forEach(fact -> add(lines, fact.name(), fact.value()));
        letter.since().ifPresent(since -> add(lines, "since", since + ", " + age(since) + " ago"));
        add(lines, "redrive", facts.redrive());
        List<DeadLetterFacts.Fact> others = facts.others();
        if (!others.isEmpty()) {
            lines.add("Other properties of the message:");
            others.forEach(fact -> add(lines, fact.name(), fact.value()));
        }
        lines.add((letter.readable() ? "Body, " : "The whole message, ")
                + Plural.of(letter.body().length, "byte", "bytes") + ":");
        new BodyLines(letter.body(), Math.max(20, width - 9))
                .lines(place, facts.mark())
                .forEach(line -> lines.add(line(line)));
        return lines;
    }

    private static String line(BodyLines.Line line) {
        return switch (line.kind()) {
            case TEXT -> String.format(Locale.ROOT, "%5s | %s", line.label(), line.text());
            case MARK -> "      | " + line.text();
            case BEFORE -> "  … " + line.text();
            case AFTER -> "  … " + line.text() + "; --json prints everything";
        };
    }

    private String age(Instant since) {
        return Ages.of(Duration.between(since, clock.instant()));
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add(String.format("  %-14s %s", safe(name), safe(value)));
    }

    private static String safe(String text) {
        return Snippet.of(text, LONGEST);
    }
}
