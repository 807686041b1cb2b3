package io.stagedoor.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.stagedoor.api.model.Items;
import io.stagedoor.api.model.JobModel;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.jobs.Job;
import io.stagedoor.operations.jobs.Jobs;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Jobs of this replica. */
@Path("/api/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public class JobResource {

    private static final int MOST = 500;

    private final Jobs jobs;
    private final SecurityIdentity identity;

    JobResource(Jobs jobs, SecurityIdentity identity) {
        this.jobs = jobs;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "jobs", summary = "The jobs of this replica that run, or ended within the hour")
    @APIResponse(responseCode = "200", description = "The newest first")
    public Items<JobModel> all(
            @Parameter(description = "The most items, 1 to 500") @QueryParam("limit") @DefaultValue("100") String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor") String cursor) {
        return Items.of(Parameters.page(jobs.all(), Job::id, Parameters.limit(limit, MOST), cursor), JobModel::of);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "job", summary = "One job, and how far it is")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", description = "This replica does not know it, or no longer")
    public JobModel one(@PathParam("id") String id) {
        return JobModel.of(jobs.one(id));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "cancel",
            summary = "Cancel a job",
            description = "It ends at its next step; what it has done stays done. Idempotent.")
    @APIResponse(responseCode = "200", description = "The job, cancelling or ended")
    @APIResponse(responseCode = "404", description = "This replica does not know it, or no longer")
    public JobModel cancel(@PathParam("id") String id) {
        return JobModel.of(jobs.cancel(id, Roles.actor(identity)));
    }
}
