package io.stagedoor.operations.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.wire.EventProperties;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An event that failed and waits for its next attempt.
 *
 * @param due when it is tried again, as the program calculated; the broker's clock decides
 * @param made number of attempts so far
 * @param lastStatus HTTP status; empty when there was no answer
 */
public record WaitingAttempt(
        String eventId,
        String channel,
        int made,
        Optional<Instant> due,
        Optional<Integer> lastStatus,
        String lastError) {

    private static final Comparator<WaitingAttempt> NEXT_FIRST =
            Comparator.comparing(attempt -> attempt.due().orElse(Instant.MAX));

    /** @param scheduled the broker's list: an object of properties for each event */
    static List<WaitingAttempt> all(JsonNode scheduled) {
        List<WaitingAttempt> all = new ArrayList<>();
        scheduled.forEach(properties -> all.add(of(properties)));
        all.sort(NEXT_FIRST);
        return all;
    }

    private static WaitingAttempt of(JsonNode properties) {
        JsonNode status = properties.path(EventProperties.LAST_STATUS);
        return new WaitingAttempt(
                properties.path(EventProperties.EVENT_ID).asText("-"),
                properties.path(EventProperties.CHANNEL).asText("-"),
                properties.path(EventProperties.ATTEMPTS).asInt(),
                instant(properties.path(EventProperties.DUE).asText()),
                status.isMissingNode() ? Optional.empty() : Optional.of(status.asInt()),
                properties.path(EventProperties.LAST_ERROR).asText("-"));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }
}
