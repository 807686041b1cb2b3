package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.Ages;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.TextPlace;
import io.stagedoor.text.Snippet;
import io.stagedoor.wire.EventProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that a dead letter says of itself, for a person at a terminal: no foreign text can steer that. */
final class DeadLetterText {

    private static final int LONGEST = 2048;

    /** Our properties in reading order, and what they are called here. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("route", "route"),
            Map.entry("destination", "destination"),
            Map.entry("attempts", "attempts"),
            Map.entry("first_failure", "first failure"),
            Map.entry("last_failure", "last failure"),
            Map.entry("last_status", "last status"),
            Map.entry("channel", "channel"),
            Map.entry("received", "received"),
            Map.entry("content_type", "content type"),
            Map.entry("contract", "contract"));

    private static final List<String> ORDER = List.of(
            "route",
            "destination",
            "attempts",
            "first_failure",
            "last_failure",
            "last_status",
            "contract",
            "channel",
            "received",
            "content_type");

    /** Said already, in other words. */
    private static final Set<String> SAID = Set.of("reason", "error", "pointer", "keyword", "event_id");

    private final Clock clock;
    private final int width;

    /** @param width of the screen */
    DeadLetterText(Clock clock, int width) {
        this.clock = clock;
        this.width = width;
    }

    List<String> lines(StoredDeadLetter letter) {
        Optional<TextPlace> fault = DeadLetterFault.place(letter);
        List<String> lines = new ArrayList<>();
        lines.add("dead letter " + safe(letter.id()));
        add(lines, "queue", letter.queue());
        add(lines, "reason", letter.reason());
        add(lines, "error", letter.error());
        letter.text("pointer").ifPresent(pointer -> add(lines, "fault", fault(letter, pointer, fault)));
        ours(letter).forEach(name -> add(lines, WORDS.getOrDefault(name, name), value(letter, name)));
        letter.since().ifPresent(since -> add(lines, "since", since + ", " + age(since) + " ago"));
        add(lines, "redrive", origin(letter));
        producers(letter, lines);
        lines.add((letter.readable() ? "Body, " : "The whole message, ") + letter.body().length + " bytes:");
        lines.addAll(new BodyText(letter.body(), Math.max(20, width - 9)).lines(fault, mark(letter)));
        return lines;
    }

    private static String fault(StoredDeadLetter letter, String pointer, Optional<TextPlace> fault) {
        String place = fault.map(at -> "line " + at.line() + ", column " + at.column() + ", ")
                .orElse("");
        return place + "JSON pointer " + (pointer.isEmpty() ? "(root)" : pointer)
                + letter.text("keyword").map(keyword -> ", keyword " + keyword).orElse("");
    }

    private static String mark(StoredDeadLetter letter) {
        return letter.text("keyword").map(keyword -> keyword + ": ").orElse("") + letter.error();
    }

    /** Those that have a word, in order, and then whatever else is ours. */
    private static Set<String> ours(StoredDeadLetter letter) {
        Set<String> names = new LinkedHashSet<>(ORDER);
        names.removeIf(name -> !letter.properties().containsKey(EventProperties.PREFIX + name)
                || !letter.isOurs(EventProperties.PREFIX + name));
        for (String name : letter.properties().keySet()) {
            if (letter.isOurs(name)) {
                names.add(name.substring(EventProperties.PREFIX.length()));
            }
        }
        names.removeAll(SAID);
        return names;
    }

    private static String value(StoredDeadLetter letter, String name) {
        return String.valueOf(letter.properties().get(EventProperties.PREFIX + name));
    }

    private static String origin(StoredDeadLetter letter) {
        if (!letter.readable()) {
            return "cannot send it: it cannot be read";
        }
        return letter.origin()
                .map(queue -> "would send it to " + queue)
                .orElse("cannot send it: nothing in it says where it came from");
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
        if (letter.queue().equals(DeadLetter.BROKER_QUEUE) || !letter.named()) {
            letter.annotations().forEach((name, value) -> add(own, name, String.valueOf(value)));
        }
        if (!own.isEmpty()) {
            lines.add("What else its message says:");
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
