package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.channels.Channels;
import io.stagedoor.operations.deadletters.DeadLetters;
import io.stagedoor.operations.destinations.Destinations;
import io.stagedoor.page.present.OverviewPresenter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /}: the whole flow. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class OverviewPage {

    private final Frame frame;
    private final Channels channels;
    private final Destinations destinations;
    private final DeadLetters deadLetters;

    OverviewPage(Frame frame, Channels channels, Destinations destinations, DeadLetters deadLetters) {
        this.frame = frame;
        this.channels = channels;
        this.destinations = destinations;
        this.deadLetters = deadLetters;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() throws IOException {
        return Templates.overview(
                frame.live("Overview", "overview", null),
                OverviewPresenter.of(
                        channels.all(), destinations.all(), channels.unconsumed(), deadLetters.counts(), frame.now()));
    }
}
