package io.stagedoor.api.model;

import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.operations.destinations.DestinationQueue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Destination", description = "How a destination fares")
public record DestinationModel(
        String name,

        @Schema(
                description = "Its route; null if the program has none, and an earlier one left its queue",
                nullable = true)
        RouteModel route,

        @Schema(
                description = "What happens to an event that waits now",
                enumeration = {
                    DestinationQueue.DELIVERS,
                    DestinationQueue.PAUSED,
                    DestinationQueue.BREAKER_OPEN,
                    DestinationQueue.NO_CONSUMER
                })
        String state,

        @Schema(description = "Why, in words; partly from the receiver. Null if unknown", nullable = true)
        String reason,

        @Schema(
                description = "Since when this replica sees it so; null if it was so when the program began to look",
                nullable = true)
        Instant since,

        @Schema(
                description = "When the state ends by itself, such as the next probe behind an open breaker of this"
                        + " replica; null if it does not",
                nullable = true)
        Instant until,

        @Schema(description = "Events that can be tried now")
        long waiting,

        @Schema(description = "Events that a program is trying now")
        long inFlight,

        @Schema(description = "Whether 'waiting' and 'inFlight' are estimates, because there are very many")
        boolean estimated,

        @Schema(description = "Events that failed and wait for their next attempt")
        long forLater,

        @Schema(
                description = "Events that wait for an earlier one of the same key; null if it has no parked queue",
                nullable = true)
        Long parked,

        @Schema(description = "Its dead letters; an estimate if the broker keeps them on its disk")
        long deadLetters,

        @Schema(
                description = "For how many seconds its oldest event has waited; null if unknown or none waits",
                nullable = true)
        Double oldestSeconds,

        @Schema(description = "Attempts of this replica that ended in a second, on average of the last thirty seconds")
        double attemptsPerSecond,

        @Schema(
                description =
                        "When an attempt of this replica, or before its start of any, last delivered; null if unknown",
                nullable = true)
        Instant lastSuccess,

        @Schema(
                description =
                        "When an attempt of this replica, or before its start of any, last failed; null if unknown",
                nullable = true)
        Instant lastFailure,

        @Schema(description = "What went wrong then; partly from the receiver", nullable = true)
        String lastError,

        @Schema(description = "Programs that consume its queue")
        int consumers,

        @Schema(description = "Programs that do not consume it for now, because their breaker is open")
        int openBreakers) {

    public static DestinationModel of(Destination destination) {
        DestinationQueue queue = destination.queue();
        Destination.Recent recent = destination.recent();
        return new DestinationModel(
                destination.name(),
                destination.route() == null ? null : RouteModel.of(destination.name(), destination.route()),
                queue.state(),
                destination.reason(),
                destination.since(),
                destination.until(),
                queue.waiting(),
                queue.inFlight(),
                queue.estimated(),
                queue.scheduled(),
                queue.parked().orElse(null),
                queue.deadLetters(),
                Seconds.of(destination.oldest()),
                recent.perSecond(),
                recent.lastSuccess(),
                recent.lastFailure(),
                recent.lastError(),
                queue.consumers(),
                queue.openBreakers());
    }
}
