package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.jobs.Jobs;
import io.stagedoor.page.present.JobPresenter;
import io.stagedoor.page.present.Paths;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /jobs}: how far one is, and its end. */
@Path("/jobs/{id}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class JobPages {

    private final Frame frame;
    private final Jobs jobs;

    JobPages(Frame frame, Jobs jobs) {
        this.frame = frame;
        this.jobs = jobs;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("id") String id, @QueryParam("done") String done) {
        return Templates.job(
                frame.live("Job", "dead-letters", Done.flash(done)), JobPresenter.of(jobs.one(id), frame.now()));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("cancel")
    @Operation(hidden = true)
    public Response cancel(@PathParam("id") String id) {
        jobs.cancel(id, frame.actor());
        return Redirect.to(Paths.job(id), Done.CANCELLED);
    }
}
