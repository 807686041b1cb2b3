package io.stagedoor.cli.attempts;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.RecordedEvent;
import io.stagedoor.history.RecordedExchange;
import io.stagedoor.text.Plural;
import io.stagedoor.text.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Formats all of an attempt for a person at a terminal. Foreign text cannot control the terminal. */
final class AttemptText {

    private final List<String> lines = new ArrayList<>();

    private AttemptText() {}

    static List<String> lines(AttemptRecord attempt) {
        AttemptText text = new AttemptText();
        text.attempt(attempt);
        if (attempt.exchange() != null) {
            text.exchange(attempt.exchange());
        }
        text.event(attempt.event());
        return text.lines;
    }

    private void attempt(AttemptRecord attempt) {
        lines.add("attempt " + attempt.id());
        add("destination", attempt.destination());
        add("event", attempt.event().id());
        add("subject", attempt.event().subject());
        add("channel", attempt.event().channel());
        add("received", attempt.event().received().toString());
        add("attempt", String.valueOf(attempt.attempt()));
        add("start", attempt.start().toString());
        add("took", attempt.duration().toMillis() + " ms");
        add("outcome", attempt.outcome());
        add("status", attempt.status() == null ? null : attempt.status().toString());
        add("error", attempt.error());
        add("next", attempt.nextAttempt() == null ? null : attempt.nextAttempt().toString());
    }

    private void exchange(RecordedExchange exchange) {
        add("address", exchange.address());
        headers("Request headers:", exchange.requestHeaders());
        headers("Response headers:", exchange.responseHeaders());
        if (!exchange.responseBody().isEmpty()) {
            body("Response body" + (exchange.truncated() ? ", its beginning:" : ":"), exchange.responseBody());
        }
    }

    private void event(RecordedEvent event) {
        if (event.body() == null) {
            lines.add("The event is larger than stagedoor.history.largest-event: its body is not kept.");
            return;
        }
        String title = "Event, " + Plural.of(event.body().length, "byte", "bytes");
        AttemptJson.text(event.body())
                .ifPresentOrElse(
                        text -> body(title + ":", text),
                        () -> lines.add(title + " that are no text; --json has them in Base64."));
    }

    private void headers(String title, Map<String, String> headers) {
        if (!headers.isEmpty()) {
            lines.add(title);
            headers.forEach((name, value) -> lines.add("  " + safe(name) + ": " + safe(value)));
        }
    }

    private void body(String title, String text) {
        lines.add(title);
        text.lines().forEach(line -> lines.add("  " + safe(line)));
    }

    private void add(String name, String value) {
        if (value != null) {
            lines.add("  %-12s %s".formatted(name, safe(value)));
        }
    }

    private static String safe(String text) {
        return Snippet.of(text, Integer.MAX_VALUE);
    }
}
