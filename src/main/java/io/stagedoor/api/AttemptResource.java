package io.stagedoor.api;

import io.stagedoor.api.model.AttemptModel;
import io.stagedoor.api.model.Items;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.StatusPattern;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.events.Attempts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The delivery history. */
@Path("/api/attempts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "attempts")
public class AttemptResource {

    /** The filters. Where one may be given several times, an attempt must match any of them. */
    public static class Filter {

        @Parameter(description = "Names of destinations")
        @QueryParam("destination")
        List<String> destinations;

        @Parameter(description = "delivered, retried, held, rejected, exhausted or undeliverable")
        @QueryParam("outcome")
        List<String> outcomes;

        @Parameter(description = "HTTP statuses such as 503, or classes such as 5xx")
        @QueryParam("status")
        List<String> statuses;

        @Parameter(description = "Id of the event")
        @QueryParam("event")
        String event;

        @Parameter(description = "The entity, task or location, such as component:default/payments")
        @QueryParam("subject")
        String subject;

        @Parameter(description = "Address of the channel")
        @QueryParam("channel")
        String channel;

        @Parameter(description = "Began at this time or later, RFC 3339")
        @QueryParam("from")
        String from;

        @Parameter(description = "Began before this time, RFC 3339")
        @QueryParam("until")
        String until;

        HistoryFilter filter() {
            Set<StatusPattern> patterns = new HashSet<>();
            for (String status : statuses) {
                try {
                    patterns.add(new StatusPattern(status));
                } catch (IllegalArgumentException e) {
                    throw new Invalid("status", "status must be an HTTP status such as 503, or a class such as 5xx");
                }
            }
            return new HistoryFilter(
                    new HashSet<>(destinations),
                    new HashSet<>(outcomes),
                    patterns,
                    Parameters.text(event).orElse(null),
                    Parameters.text(subject).orElse(null),
                    Parameters.text(channel).orElse(null),
                    Parameters.time("from", from),
                    Parameters.time("until", until));
        }
    }

    private final Attempts attempts;

    AttemptResource(Attempts attempts) {
        this.attempts = attempts;
    }

    @GET
    @Operation(operationId = "attempts", summary = "Attempts of all replicas")
    @APIResponse(responseCode = "200", description = "The newest first")
    @APIResponse(responseCode = "409", description = "The delivery history is off")
    public Items<AttemptModel> page(
            @BeanParam Filter filter,
            @Parameter(description = "The most items, 1 to 500") @QueryParam("limit") @DefaultValue("100") String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor") String cursor)
            throws IOException {
        int most = Parameters.limit(limit, Attempts.MOST);
        return Items.of(attempts.page(filter.filter(), most, cursor), AttemptModel::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "attempt", summary = "One attempt")
    @APIResponse(responseCode = "200", description = "The attempt")
    @APIResponse(responseCode = "404", description = "The history does not have it, or no longer")
    @APIResponse(responseCode = "409", description = "The delivery history is off")
    public AttemptModel one(@PathParam("id") String id) throws IOException {
        return AttemptModel.of(attempts.one(id));
    }
}
