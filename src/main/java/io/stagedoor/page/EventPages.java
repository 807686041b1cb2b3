package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.events.EventLife;
import io.stagedoor.operations.events.Events;
import io.stagedoor.page.present.EventPresenter;
import io.stagedoor.page.present.Paths;
import io.stagedoor.page.view.Event;
import io.stagedoor.page.view.Shell;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /event}: the life of one, and sending it again. Producers send to {@code /events}. */
@Path("/event")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class EventPages {

    private static final Duration YOUNG = Duration.ofMinutes(5);

    private final Frame frame;
    private final Installation installation;
    private final Events events;
    private final SharedAnswers shared;

    EventPages(Frame frame, Installation installation, Events events, SharedAnswers shared) {
        this.frame = frame;
        this.installation = installation;
        this.events = events;
        this.shared = shared;
    }

    /** An event that was sent just now, or is young, changes; of an old one the archives are not read again and again. */
    @GET
    @Operation(hidden = true)
    public TemplateInstance show(@RestQuery @DefaultValue("") String id, @RestQuery String done) throws IOException {
        String wanted = id.strip();
        boolean live = Done.flash(done) != null;
        Event event;
        try {
            EventLife life = shared.get("event " + wanted, () -> events.life(wanted));
            live |= life.received() != null
                    && life.received().isAfter(frame.now().minus(YOUNG));
            event = EventPresenter.of(
                    life, List.copyOf(installation.parts().destinations().keySet()), frame.now());
        } catch (NotFound e) {
            event = EventPresenter.unknown(wanted, e.getMessage());
        }
        Shell shell = live ? frame.live("Event", "", Done.flash(done)) : frame.still("Event", "", Done.flash(done));
        return Templates.event(shell, event);
    }

    @POST
    @Path("send-again")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response sendAgain(@RestForm @DefaultValue("") String id, @RestForm @DefaultValue("") String to)
            throws IOException {
        events.sendAgain(id, to, frame.actor());
        return Redirect.to(Paths.event(id), Done.AGAIN);
    }
}
