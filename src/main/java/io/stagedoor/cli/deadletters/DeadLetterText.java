package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.Ages;
import io.stagedoor.deadletter.FaultPlace;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.TextPlace;
import io.stagedoor.text.Plural;
import io.stagedoor.text.Snippet;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Formats everything about a dead letter for a person at a terminal. Foreign text cannot control the terminal. */
final class DeadLetterText {

    private static final int LONGEST = 2048;

    /** The names of our properties for people. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(EventProperties.ROUTE, "route"),
            Map.entry(EventProperties.DESTINATION, "destination"),
            Map.entry(EventProperties.ATTEMPTS, "attempts"),
            Map.entry(EventProperties.FIRST_FAILURE, "first failure"),
            Map.entry(EventProperties.LAST_FAILURE, "last failure"),
            Map.entry(EventProperties.LAST_STATUS, "last status"),
            Map.entry(EventProperties.CHANNEL, "channel"),
            Map.entry(EventProperties.RECEIVED, "received"),
            Map.entry(EventProperties.CONTENT_TYPE, "content type"),
            Map.entry(EventProperties.CONTRACT, "contract"));

    private static final List<String> ORDER = List.of(
            EventProperties.ROUTE,
            EventProperties.DESTINATION,
            EventProperties.ATTEMPTS,
            EventProperties.FIRST_FAILURE,
            EventProperties.LAST_FAILURE,
            EventProperties.LAST_STATUS,
            EventProperties.CONTRACT,
            EventProperties.CHANNEL,
            EventProperties.RECEIVED,
            EventProperties.CONTENT_TYPE);

    /** Shown in other lines. */
    private static final Set<String> SAID = Set.of(
            EventProperties.REASON,
            EventProperties.ERROR,
            EventProperties.POINTER,
            EventProperties.KEYWORD,
            EventProperties.EVENT_ID);

    private final Clock clock;
    private final int width;

    /** @param width of the screen */
    DeadLetterText(Clock clock, int width) {
        this.clock = clock;
        this.width = width;
    }

    List<String> lines(StoredDeadLetter letter) {
        Optional<TextPlace> fault = FaultPlace.of(letter);
        List<String> lines = new ArrayList<>();
        lines.add("dead letter " + safe(letter.id()));
        add(lines, "queue", letter.queue());
        add(lines, "reason", letter.reason());
        add(lines, "error", letter.error());
        letter.text(EventProperties.POINTER).ifPresent(pointer -> add(lines, "fault", fault(letter, pointer, fault)));
        ours(letter).forEach(name -> add(lines, word(name), value(letter, name)));
        letter.since().ifPresent(since -> add(lines, "since", since + ", " + age(since) + " ago"));
        add(lines, "redrive", origin(letter));
        producers(letter, lines);
        lines.add((letter.readable() ? "Body, " : "The whole message, ")
                + Plural.of(letter.body().length, "byte", "bytes") + ":");
        lines.addAll(new BodyText(letter, Math.max(20, width - 9)).lines(fault, mark(letter)));
        return lines;
    }

    private static String fault(StoredDeadLetter letter, String pointer, Optional<TextPlace> fault) {
        String place = fault.map(at -> "line " + at.line() + ", column " + at.column() + ", ")
                .orElse("");
        return place + "JSON pointer " + (pointer.isEmpty() ? "(root)" : pointer)
                + letter.text(EventProperties.KEYWORD)
                        .map(keyword -> ", keyword " + keyword)
                        .orElse("");
    }

    private static String mark(StoredDeadLetter letter) {
        return letter.text(EventProperties.KEYWORD)
                        .map(keyword -> keyword + ": ")
                        .orElse("")
                + letter.error();
    }

    /** Those with a name for people, in order, and then our other properties. */
    private static Set<String> ours(StoredDeadLetter letter) {
        Set<String> names = new LinkedHashSet<>(ORDER);
        names.removeIf(name -> !letter.properties().containsKey(name) || !letter.isOurs(name));
        for (String name : letter.properties().keySet()) {
            if (letter.isOurs(name)) {
                names.add(name);
            }
        }
        names.removeAll(SAID);
        return names;
    }

    private static String word(String name) {
        return WORDS.getOrDefault(name, name.substring(EventProperties.PREFIX.length()));
    }

    private static String value(StoredDeadLetter letter, String name) {
        return String.valueOf(letter.properties().get(name));
    }

    private static String origin(StoredDeadLetter letter) {
        if (!letter.readable()) {
            return "not possible: the message cannot be read";
        }
        return letter.origin()
                .map(queue -> "sends it to " + queue)
                .orElse("not possible: the message does not say which queue it came from");
    }

    private static void producers(StoredDeadLetter letter, List<String> lines) {
        List<String> own = new ArrayList<>();
        letter.properties().forEach((name, value) -> {
            if (!letter.isOurs(name)) {
                add(own, name, String.valueOf(value));
            }
        });
        if (letter.messageId() != null) {
            add(own, "message-id", letter.messageId());
        }
        if (letter.queue().equals(QueueNames.DEAD_LETTER_OF_BROKER) || !letter.named()) {
            letter.annotations().forEach((name, value) -> add(own, name, String.valueOf(value)));
        }
        if (!own.isEmpty()) {
            lines.add("Other properties of the message:");
            lines.addAll(own);
        }
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
