package io.stagedoor.page;

import io.smallrye.mutiny.Multi;
import io.stagedoor.http.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /live}: server-sent events that tell a page to fetch itself again. They say nothing else. */
@Path("/live")
@RolesAllowed(Roles.VIEWER)
public class LiveResource {

    private final Changes changes;

    LiveResource(Changes changes) {
        this.changes = changes;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> changes(@Context Sse sse) {
        // The first one at once: so the browser knows that it is connected.
        Multi<Long> all =
                Multi.createBy().concatenating().streams(Multi.createFrom().item(0L), changes.all());
        return all.map(number -> sse.newEventBuilder()
                .name("change")
                .data(String.class, Long.toString(number))
                .build());
    }
}
