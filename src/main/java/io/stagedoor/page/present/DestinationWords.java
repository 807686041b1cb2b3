package io.stagedoor.page.present;

import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.operations.destinations.DestinationQueue;
import io.stagedoor.text.Plural;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a destination fares: in a colour, in a word, and in a sentence. */
public final class DestinationWords {

    /** Up to here an event that waits is no trouble. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private final Destination destination;
    private final DestinationQueue queue;

    public DestinationWords(Destination destination) {
        this.destination = destination;
        this.queue = destination.queue();
    }

    /** {@code good}, {@code warn}, {@code bad}, or {@code idle} where nothing can be said. */
    public String level() {
        return switch (queue.state()) {
            case DestinationQueue.BREAKER_OPEN -> "bad";
            case DestinationQueue.PAUSED -> "warn";
            case DestinationQueue.NO_CONSUMER -> waiting() > 0 ? "bad" : "warn";
            default -> isLate() || fails() ? "warn" : "good";
        };
    }

    /** {@code Breaker open}. */
    public String state() {
        return switch (queue.state()) {
            case DestinationQueue.BREAKER_OPEN -> "Breaker open";
            case DestinationQueue.PAUSED -> "Paused";
            case DestinationQueue.NO_CONSUMER -> "No consumer";
            default -> fails() ? "Fails, retries" : isLate() ? "Late" : "Delivers";
        };
    }

    boolean isTrouble() {
        return !level().equals("good");
    }

    private boolean isLate() {
        return destination.oldest() != null && destination.oldest().compareTo(OLD) > 0;
    }

    /** Whether its last attempt failed, and an event waits for the next one. */
    private boolean fails() {
        Instant success = destination.recent().lastSuccess();
        Instant failure = destination.recent().lastFailure();
        return queue.scheduled() > 0 && failure != null && (success == null || failure.isAfter(success));
    }

    long waiting() {
        return queue.waiting() + queue.inFlight() + queue.parked().orElse(0L);
    }

    /** {@code 1,204 wait, the oldest 41 min}. */
    public String depth() {
        if (waiting() == 0) {
            return "none waits";
        }
        String oldest = destination.oldest() == null ? "" : ", the oldest " + Words.age(destination.oldest());
        return Words.count(waiting(), queue.estimated()) + " " + Plural.words(waiting(), "waits", "wait") + oldest;
    }

    /** Why it is in its state, since when, and for how long still. */
    public String reason(Instant now) {
        List<String> parts = new ArrayList<>();
        if (destination.reason() != null) {
            parts.add(Words.foreign(destination.reason()));
        }
        if (isTrouble() && destination.since() != null) {
            parts.add("since " + Words.second(destination.since()) + ", "
                    + Words.age(Duration.between(destination.since(), now)));
        }
        if (destination.until() != null) {
            parts.add("one attempt tests it " + Words.ago(destination.until(), now));
        }
        if (queue.state().equals(DestinationQueue.DELIVERS)) {
            parts.addAll(results(now));
        }
        if (parts.isEmpty()) {
            parts.add(
                    queue.state().equals(DestinationQueue.PAUSED)
                            ? "its events wait until somebody resumes it"
                            : "no attempt since the program started");
        }
        String text = String.join("; ", parts);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private List<String> results(Instant now) {
        List<String> parts = new ArrayList<>();
        Destination.Recent recent = destination.recent();
        if (recent.lastSuccess() != null) {
            parts.add("last success " + Words.ago(recent.lastSuccess(), now));
        }
        if (recent.lastFailure() != null) {
            parts.add(
                    "last failure " + Words.ago(recent.lastFailure(), now) + ": " + Words.foreign(recent.lastError()));
        }
        return parts;
    }
}
