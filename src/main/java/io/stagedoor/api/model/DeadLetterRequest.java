package io.stagedoor.api.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RegisterForReflection
@Schema(
        name = "DeadLetterRequest",
        description = "Which dead letters: 'ids', or parts of the filter, or 'all': true. At least one of these")
public record DeadLetterRequest(
        @Schema(description = "Whole ids of events, at most 1000", nullable = true)
        List<String> ids,

        @Schema(description = "All of them; not together with 'ids'", nullable = true)
        Boolean all,

        @Schema(
                description = "Only of this queue: dead-letter/deliver/cmdb, or deliver/cmdb for short",
                nullable = true)
        String queue,

        @Schema(description = "Only with this reason", nullable = true)
        String reason,

        @Schema(description = "Only of this destination", nullable = true)
        String destination,

        @Schema(description = "Only of this channel, by name or address", nullable = true)
        String channel,

        @Schema(description = "Dead letters for longer than this: 30m, 2h, 7d", nullable = true)
        String olderThan,

        @Schema(description = "Dead letters for less long than this: 30m, 2h, 7d", nullable = true)
        String newerThan,

        @Schema(
                description = "At most this many, the oldest of each queue first; 0 or null for no limit",
                nullable = true)
        Long limit,

        @Schema(description = "Count only", nullable = true) Boolean dryRun,

        @Schema(
                description = "For redrive and revalidate: also to a queue that does not exist, or that nothing"
                        + " consumes although a program runs",
                nullable = true)
        Boolean force) {}
