package io.stagedoor.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.stagedoor.api.model.EventModel;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.events.Events;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One event. */
@Path("/api/events/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "events")
public class EventResource {

    private final Events events;
    private final SecurityIdentity identity;

    EventResource(Events events, SecurityIdentity identity) {
        this.events = events;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "event",
            summary = "What is known of an event",
            description = "Its attempts, its dead letters, and its lines in archives on the machine of this replica. An"
                    + " event that no destination has tried yet is not known.")
    @APIResponse(responseCode = "200", description = "What is known of it")
    @APIResponse(responseCode = "404", description = "Nothing is known of it")
    public EventModel life(@PathParam("id") String id) throws IOException {
        return EventModel.of(events.life(id));
    }

    @POST
    @Path("send-again")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "sendAgain",
            summary = "Send an event to a destination again",
            description = "With the same webhook-id and body, without its route. A receiver that knows the id may drop"
                    + " it. The copy comes from the history, a dead letter, or an archive of this machine.")
    @APIResponse(responseCode = "202", description = "The broker has the event")
    @APIResponse(responseCode = "404", description = "Nothing is known of the event, or there is no such destination")
    @APIResponse(responseCode = "409", description = "No copy of the event is held any more")
    public Response sendAgain(
            @PathParam("id") String id,
            @Parameter(description = "Name of the destination", required = true) @QueryParam("destination")
                    String destination)
            throws IOException {
        String name = Parameters.text(destination)
                .orElseThrow(() -> new Invalid("destination", "destination is missing: name where to send the event"));
        events.sendAgain(id, name, Roles.actor(identity));
        return Response.accepted().build();
    }
}
