package io.stagedoor.api.model;

import io.stagedoor.archive.ArchivedEvent;
import io.stagedoor.operations.events.EventLife;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Event", description = "What is known of an event")
public record EventModel(
        String id,

        @Schema(description = "Address of its channel; null if unknown", nullable = true)
        String channel,

        @Schema(description = "When the routing stage took it; null if unknown", nullable = true)
        Instant received,

        @Schema(description = "Names of the destinations that it is known to have gone to")
        List<String> routedTo,

        @Schema(description = "Attempts in the history, the newest first, at most 200")
        List<AttemptModel> attempts,

        @Schema(description = "Its dead letters, without bodies")
        List<DeadLetterModel> deadLetters,

        @Schema(description = "Its lines in archives on the machine of this replica")
        List<ArchivedModel> archived,

        @Schema(description = "Whether a copy is held somewhere, so that it can be sent again")
        boolean held) {

    @Schema(name = "ArchivedEvent", description = "A line of an archive")
    public record ArchivedModel(
            String file,
            @Schema(nullable = true) Instant received,
            @Schema(description = "The event") String body) {

        private static ArchivedModel of(ArchivedEvent line) {
            return new ArchivedModel(line.file(), line.received(), new String(line.body(), StandardCharsets.UTF_8));
        }
    }

    public static EventModel of(EventLife life) {
        return new EventModel(
                life.id(),
                life.channel(),
                life.received(),
                List.copyOf(life.routedTo()),
                life.attempts().stream().map(AttemptModel::of).toList(),
                life.deadLetters().stream().map(DeadLetterModel::of).toList(),
                life.archived().stream().map(ArchivedModel::of).toList(),
                life.held());
    }
}
