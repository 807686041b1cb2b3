package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.Page;
import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.operations.destinations.Destinations;
import io.stagedoor.operations.destinations.WaitingAttempt;
import io.stagedoor.operations.events.TestEvents;
import io.stagedoor.page.present.AttemptsPresenter;
import io.stagedoor.page.present.DestinationPresenter;
import io.stagedoor.page.present.DestinationsPresenter;
import io.stagedoor.page.present.Paths;
import io.stagedoor.page.view.Attempts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /destinations}: all of them, and one with its attempts. */
@Path("/destinations")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class DestinationPages {

    private static final int ATTEMPTS = 50;

    private final Frame frame;
    private final Installation installation;
    private final Destinations destinations;
    private final SharedAnswers shared;
    private final TestEvents tests;
    private final io.stagedoor.operations.events.Attempts history;

    DestinationPages(
            Frame frame,
            Installation installation,
            Destinations destinations,
            SharedAnswers shared,
            TestEvents tests,
            io.stagedoor.operations.events.Attempts history) {
        this.frame = frame;
        this.installation = installation;
        this.destinations = destinations;
        this.shared = shared;
        this.tests = tests;
        this.history = history;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("skip") @DefaultValue("0") int skip)
            throws IOException {
        return Templates.destinations(
                frame.live("Destinations", "destinations", null),
                DestinationsPresenter.of(destinations.all(), name.strip(), state, skip));
    }

    @GET
    @Path("{name}")
    @Operation(hidden = true)
    public TemplateInstance one(
            @PathParam("name") String name, @BeanParam AttemptQuery query, @QueryParam("done") String done)
            throws IOException {
        Instant now = frame.now();
        Destination one = destinations.one(name);
        return Templates.destination(
                frame.live(name, "destinations", Done.flash(done)),
                DestinationPresenter.of(one, due(one), destinations.lastHour(name), attempts(name, query, now), now));
    }

    /** The broker is asked only when something waits. */
    private List<WaitingAttempt> due(Destination one) throws IOException {
        return one.queue().scheduled() == 0
                ? List.of()
                : shared.get("due " + one.name(), () -> destinations.waiting(one.name()));
    }

    private Attempts attempts(String name, AttemptQuery query, Instant now) throws IOException {
        if (!history.kept()) {
            return null;
        }
        AttemptsPresenter presenter = query.presenter();
        List<String> channels = installation.parts().routes().stream()
                .map(Installation.ChannelRoute::channel)
                .toList();
        try {
            return presenter.list(
                    Paths.destination(name),
                    channels,
                    query.cursor,
                    page(name, presenter, query.cursor, now),
                    null,
                    now);
        } catch (Invalid | IllegalArgumentException e) {
            return presenter.list(Paths.destination(name), channels, query.cursor, null, e.getMessage(), now);
        }
    }

    private Page<AttemptRecord> page(String name, AttemptsPresenter presenter, String cursor, Instant now)
            throws IOException {
        HistoryFilter filter = presenter.filter(name, now);
        return cursor == null && !presenter.filtered()
                ? shared.get("attempts " + name, () -> history.page(filter, ATTEMPTS, null))
                : history.page(filter, ATTEMPTS, cursor);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("{name}/pause")
    @Operation(hidden = true)
    public Response pause(@PathParam("name") String name) throws IOException {
        destinations.pause(name, frame.actor());
        return Redirect.to(Paths.destination(name), Done.PAUSED);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("{name}/resume")
    @Operation(hidden = true)
    public Response resume(@PathParam("name") String name) throws IOException {
        destinations.resume(name, frame.actor());
        return Redirect.to(Paths.destination(name), Done.RESUMED);
    }

    @POST
    @Path("{name}/test")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response test(@PathParam("name") String name) throws IOException {
        String id = tests.send(name, Optional.empty(), frame.actor());
        return Redirect.to(Paths.event(id), Done.TESTED);
    }
}
