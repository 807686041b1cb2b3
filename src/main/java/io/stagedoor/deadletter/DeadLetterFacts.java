package io.stagedoor.deadletter;

import io.stagedoor.event.TextPlace;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of a dead letter, in the words and the order in which people read it. Values may be foreign text. */
public final class DeadLetterFacts {

    /** A name and its value. */
    public record Fact(String name, String value) {}

    /** The names of our properties for people. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(EventProperties.ROUTE, "route"),
            Map.entry(EventProperties.DESTINATION, "destination"),
            Map.entry(EventProperties.ATTEMPTS, "attempts"),
            Map.entry(EventProperties.FIRST_FAILURE, "first failure"),
            Map.entry(EventProperties.LAST_FAILURE, "last failure"),
            Map.entry(EventProperties.LAST_STATUS, "last status"),
            Map.entry(EventProperties.CHANNEL, "channel"),
            Map.entry(EventProperties.ACCEPTED, "accepted"),
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
            EventProperties.ACCEPTED,
            EventProperties.RECEIVED,
            EventProperties.CONTENT_TYPE);

    /** Shown apart from the others. */
    private static final Set<String> SAID = Set.of(
            EventProperties.REASON,
            EventProperties.ERROR,
            EventProperties.POINTER,
            EventProperties.KEYWORD,
            EventProperties.EVENT_ID);

    private final StoredDeadLetter letter;

    public DeadLetterFacts(StoredDeadLetter letter) {
        this.letter = letter;
    }

    /** What this program says of it: those with a name for people, and then its other properties. */
    public List<Fact> ours() {
        Set<String> names = new LinkedHashSet<>(ORDER);
        names.removeIf(name -> !letter.properties().containsKey(name) || !letter.isOurs(name));
        for (String name : letter.properties().keySet()) {
            if (letter.isOurs(name)) {
                names.add(name);
            }
        }
        names.removeAll(SAID);
        return names.stream()
                .map(name -> new Fact(
                        WORDS.getOrDefault(name, name.substring(EventProperties.PREFIX.length())),
                        String.valueOf(letter.properties().get(name))))
                .toList();
    }

    /** What its producer says of it, and the broker if that set it aside. */
    public List<Fact> others() {
        List<Fact> others = new ArrayList<>();
        letter.properties().forEach((name, value) -> {
            if (!letter.isOurs(name)) {
                others.add(new Fact(name, String.valueOf(value)));
            }
        });
        if (letter.messageId() != null) {
            others.add(new Fact("message-id", letter.messageId()));
        }
        if (letter.queue().equals(QueueNames.DEAD_LETTER_OF_BROKER) || !letter.named()) {
            letter.annotations().forEach((name, value) -> others.add(new Fact(name, String.valueOf(value))));
        }
        return others;
    }

    /** Where the fault is; empty if it is not in the body. */
    public Optional<String> fault(Optional<TextPlace> place) {
        return letter.text(EventProperties.POINTER)
                .map(pointer -> place.map(at -> "line " + at.line() + ", column " + at.column() + ", ")
                                .orElse("")
                        + "JSON pointer " + (pointer.isEmpty() ? "(root)" : pointer)
                        + letter.text(EventProperties.KEYWORD)
                                .map(keyword -> ", keyword " + keyword)
                                .orElse(""));
    }

    /** What to write under the fault. */
    public String mark() {
        return letter.text(EventProperties.KEYWORD)
                        .map(keyword -> keyword + ": ")
                        .orElse("")
                + letter.error();
    }

    /** Where a redrive sends it. */
    public String redrive() {
        if (!letter.readable()) {
            return "not possible: the message cannot be read";
        }
        return letter.origin()
                .map(queue -> "sends it to " + queue)
                .orElse("not possible: the message does not say which queue it came from");
    }
}
