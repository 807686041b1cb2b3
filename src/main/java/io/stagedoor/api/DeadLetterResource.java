package io.stagedoor.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.stagedoor.api.model.DeadLetterModel;
import io.stagedoor.api.model.DeadLetterRequest;
import io.stagedoor.api.model.Items;
import io.stagedoor.api.model.JobModel;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Page;
import io.stagedoor.operations.deadletters.DeadLetterOrder.Action;
import io.stagedoor.operations.deadletters.DeadLetters;
import io.stagedoor.operations.jobs.Job;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Dead letters. */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dead letters")
public class DeadLetterResource {

    private final DeadLetters deadLetters;
    private final DeadLetterRequests requests;
    private final SecurityIdentity identity;

    DeadLetterResource(DeadLetters deadLetters, DeadLetterRequests requests, SecurityIdentity identity) {
        this.deadLetters = deadLetters;
        this.requests = requests;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "deadLetters",
            summary = "Dead letters, without their bodies",
            description = "At most 20,000 are looked at for one page: a filter that matches few may give pages with few"
                    + " items, or none, and still a next one.")
    @APIResponse(responseCode = "200", description = "Queue after queue by name, in each the oldest first")
    public Items<DeadLetterModel> page(
            @BeanParam DeadLetterQuery query,
            @Parameter(description = "The most items, 1 to 500") @QueryParam("limit") @DefaultValue("100") String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor") String cursor)
            throws IOException {
        int most = Parameters.limit(limit, DeadLetters.MOST);
        return Items.of(deadLetters.page(requests.criteria(query), most, cursor), DeadLetterModel::of);
    }

    @GET
    @Path("counts")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "deadLetterCounts", summary = "How many dead letters each queue has")
    @APIResponse(
            responseCode = "200",
            description = "By the name of the queue, without empty ones; an estimate for a"
                    + " queue that the broker keeps on its disk")
    public Map<String, Long> counts() throws IOException {
        return deadLetters.counts();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "deadLetter", summary = "The dead letters of an event, with body and place of the fault")
    @APIResponse(responseCode = "200", description = "One for each queue that has it")
    @APIResponse(responseCode = "404", description = "No dead letter has this id")
    public Items<DeadLetterModel> one(
            @Parameter(description = "Id of the event") @PathParam("id") String id,
            @Parameter(description = "Only of this queue") @QueryParam("queue") String queue)
            throws IOException {
        return Items.of(new Page<>(deadLetters.of(id, Parameters.text(queue)), null), DeadLetterModel::whole);
    }

    @POST
    @Path("redrive")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "redrive",
            summary = "Send dead letters again, to the queues that they came from",
            description = "In the background: the answer is a job.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DeadLetterRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "The job; its path is in the header Location",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobModel.class)))
    public Response redrive(byte[] body) throws IOException {
        return start(Action.REDRIVE, body);
    }

    @POST
    @Path("revalidate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "revalidate",
            summary = "Send dead letters again that are valid by the current contract",
            description = "The others stay. In the background: the answer is a job.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DeadLetterRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "The job; its path is in the header Location",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobModel.class)))
    public Response revalidate(byte[] body) throws IOException {
        return start(Action.REVALIDATE, body);
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "discard",
            summary = "Remove dead letters for ever",
            description = "In the background: the answer is a job. Try it with dryRun first.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DeadLetterRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "The job; its path is in the header Location",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobModel.class)))
    public Response discard(byte[] body) throws IOException {
        return start(Action.DISCARD, body);
    }

    private Response start(Action action, byte[] body) throws IOException {
        Job job = deadLetters.start(requests.order(action, body), Roles.actor(identity));
        return Response.accepted(JobModel.of(job))
                .location(URI.create("/api/jobs/" + job.id()))
                .build();
    }
}
