package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.events.Attempts;
import io.stagedoor.page.present.AttemptPresenter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /attempts}: one attempt, and the others of its event. */
@Path("/attempts/{id}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class AttemptPages {

    private static final int SIBLINGS = 100;

    private final Frame frame;
    private final Attempts attempts;

    AttemptPages(Frame frame, Attempts attempts) {
        this.frame = frame;
        this.attempts = attempts;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("id") String id) throws IOException {
        AttemptRecord attempt = attempts.one(id);
        HistoryFilter sameEvent = HistoryFilter.ofEvent(attempt.event().id());
        return Templates.attempt(
                frame.still("Attempt", "destinations", null),
                AttemptPresenter.of(
                        attempt, attempts.page(sameEvent, SIBLINGS, null).items(), frame.now()));
    }
}
