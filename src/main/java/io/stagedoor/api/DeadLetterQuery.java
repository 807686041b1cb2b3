package io.stagedoor.api;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of the list of dead letters. */
public class DeadLetterQuery {

    @Parameter(description = "Only of this queue: dead-letter/deliver/cmdb, or deliver/cmdb for short")
    @QueryParam("queue")
    String queue;

    @Parameter(
            description = "Only with this reason: invalid, unrouted, rejected, exhausted, undeliverable, broker (the"
                    + " broker itself set it aside) or unreadable")
    @QueryParam("reason")
    String reason;

    @Parameter(description = "Only of this destination")
    @QueryParam("destination")
    String destination;

    @Parameter(description = "Only of this channel, by name or address")
    @QueryParam("channel")
    String channel;

    @Parameter(description = "Dead letters for longer than this: 30m, 2h, 7d")
    @QueryParam("olderThan")
    String olderThan;

    @Parameter(description = "Dead letters for less long than this: 30m, 2h, 7d")
    @QueryParam("newerThan")
    String newerThan;
}
