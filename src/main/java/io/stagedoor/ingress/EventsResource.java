package io.stagedoor.ingress;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.stagedoor.http.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /events/{channel}}. */
@Path("/events/{channel: .+}")
@ForProducers
@Tag(name = "Events", description = "The way in for events. Each producer has a credential and channels of its own.")
public class EventsResource {

    private final WayIn wayIn;
    private final CurrentVertxRequest current;

    EventsResource(WayIn wayIn, CurrentVertxRequest current) {
        this.wayIn = wayIn;
        this.current = current;
    }

    @POST
    @Operation(
            operationId = "sendEvents",
            summary = "Sends one event, or a batch of at most 1,000 events and 4 MiB, all or none",
            description = "Authorization: Bearer, or a signature: webhook-signature (Standard Webhooks) or"
                    + " X-Hub-Signature-256 (GitHub). An event's id is its metadata.eventId, else the id of its"
                    + " CloudEvent, else webhook-id, X-GitHub-Delivery or Idempotency-Key, else a hash.")
    @RequestBody(
            description = "CloudEvents in binary mode have their attributes in the headers ce-…",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(description = "an event, or an array")),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/cloudevents+json", schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = "application/cloudevents-batch+json", schema = @Schema(type = SchemaType.ARRAY))
            })
    @APIResponse(
            responseCode = "202",
            description = "The broker has all of them: accepted (how many) and eventIds",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "400",
            description =
                    "Invalid; nothing was sent. pointer and keyword of the first fault; errors has index, pointer,"
                            + " keyword and detail of at most 20",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "401",
            description = "No credential of a producer, or a wrong one",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "403",
            description = "The producer may not send to this channel",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "404",
            description = "No such channel, or no producer is configured",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "411",
            description = "No Content-Length",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "413",
            description = "An event, the request or the batch is too large",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "415",
            description = "Not a Content-Type, charset or Content-Encoding of events",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "429",
            description = "Too much at once, or too many failed authentications; send it again",
            headers = @Header(name = "Retry-After", schema = @Schema(type = SchemaType.INTEGER)),
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    @APIResponse(
            responseCode = "503",
            description = "The broker is away, or refuses events. It may have some of them; send all again",
            headers = @Header(name = "Retry-After", schema = @Schema(type = SchemaType.INTEGER)),
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public CompletionStage<Response> send(
            @Parameter(description = "Address of the channel with its slashes, or its name") @PathParam("channel")
                    String channel,
            byte[] body) {
        RoutingContext routing = current.getCurrent();
        return wayIn.receive(
                routing.get(ProducerFilter.ADMISSION),
                new RequestHead(routing.request()),
                body == null ? new byte[0] : body);
    }
}
