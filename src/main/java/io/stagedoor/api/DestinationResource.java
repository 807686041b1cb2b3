package io.stagedoor.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.stagedoor.api.model.DestinationModel;
import io.stagedoor.api.model.Items;
import io.stagedoor.api.model.TestEventModel;
import io.stagedoor.api.model.WaitingModel;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.operations.destinations.Destinations;
import io.stagedoor.operations.events.TestEvents;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Destinations: look, pause, resume, test. */
@Path("/api/destinations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "destinations")
public class DestinationResource {

    private static final int MOST = 500;

    private final Destinations destinations;
    private final TestEvents tests;
    private final SecurityIdentity identity;

    DestinationResource(Destinations destinations, TestEvents tests, SecurityIdentity identity) {
        this.destinations = destinations;
        this.tests = tests;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "destinations", summary = "Destinations, and how each fares")
    @APIResponse(responseCode = "200", description = "By name; the numbers are at most five seconds old")
    public Items<DestinationModel> all(
            @Parameter(description = "The most items, 1 to 500") @QueryParam("limit") @DefaultValue("100") String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor") String cursor)
            throws IOException {
        int most = Parameters.limit(limit, MOST);
        return Items.of(Parameters.page(destinations.all(), Destination::name, most, cursor), DestinationModel::of);
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "destination", summary = "One destination")
    @APIResponse(responseCode = "200", description = "How it fares")
    @APIResponse(responseCode = "404", description = "There is neither a route nor a queue for it")
    public DestinationModel one(@PathParam("name") String name) throws IOException {
        return DestinationModel.of(destinations.one(name));
    }

    @GET
    @Path("{name}/waiting")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "waiting", summary = "The events that failed and wait for their next attempt")
    @APIResponse(responseCode = "200", description = "The next one first")
    @APIResponse(responseCode = "404", description = "There is no such destination")
    public Items<WaitingModel> waiting(
            @PathParam("name") String name,
            @Parameter(description = "The most items, 1 to 500") @QueryParam("limit") @DefaultValue("100") String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor") String cursor)
            throws IOException {
        int most = Parameters.limit(limit, MOST);
        return Items.of(
                Parameters.page(destinations.waiting(name), attempt -> attempt.eventId(), most, cursor),
                WaitingModel::of);
    }

    @POST
    @Path("{name}/pause")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "pause",
            summary = "Stop deliveries to a destination",
            description = "For every program on the broker, until somebody resumes it, also after restarts. Attempts in"
                    + " flight still end. Idempotent.")
    @APIResponse(responseCode = "200", description = "It is paused; its state")
    @APIResponse(responseCode = "404", description = "No queue for it")
    public DestinationModel pause(@PathParam("name") String name) throws IOException {
        destinations.pause(name, Roles.actor(identity));
        return one(name);
    }

    @POST
    @Path("{name}/resume")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "resume", summary = "End a pause", description = "Idempotent.")
    @APIResponse(responseCode = "200", description = "It is not paused; its state")
    @APIResponse(responseCode = "404", description = "No queue for it")
    public DestinationModel resume(@PathParam("name") String name) throws IOException {
        destinations.resume(name, Roles.actor(identity));
        return one(name);
    }

    @POST
    @Path("{name}/test")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "test",
            summary = "Send a test event to one destination",
            description = "An example of the contract, to this destination alone. Its webhook-id begins with 'test-'.")
    @APIResponse(
            responseCode = "202",
            description = "The broker has the event",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TestEventModel.class)))
    @APIResponse(responseCode = "404", description = "No route for it")
    @APIResponse(responseCode = "409", description = "The contract gives no example")
    public Response test(
            @PathParam("name") String name,
            @Parameter(
                            description = "Name or address of the channel whose example is sent; by default one whose"
                                    + " route can choose the destination")
                    @QueryParam("channel")
                    String channel)
            throws IOException {
        String id = tests.send(name, Parameters.text(channel), Roles.actor(identity));
        return Response.accepted(new TestEventModel(id)).build();
    }
}
