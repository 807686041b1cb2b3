package io.stagedoor.api.model;

import io.stagedoor.operations.destinations.WaitingAttempt;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WaitingEvent", description = "An event that failed and waits for its next attempt")
public record WaitingModel(
        @Schema(description = "Its id, which is the webhook-id")
        String event,

        @Schema(description = "Address of its channel") String channel,
        @Schema(description = "Attempts so far") int attempts,

        @Schema(description = "When it is tried again; null if unknown", nullable = true)
        Instant due,

        @Schema(description = "HTTP status of the last answer; null if there was none", nullable = true)
        Integer lastStatus,

        @Schema(description = "What went wrong; the broker shortens a long text")
        String lastError) {

    public static WaitingModel of(WaitingAttempt attempt) {
        return new WaitingModel(
                attempt.eventId(),
                attempt.channel(),
                attempt.made(),
                attempt.due().orElse(null),
                attempt.lastStatus().orElse(null),
                attempt.lastError());
    }
}
