package io.stagedoor.page;

import io.quarkus.qute.TemplateInstance;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.ContractView;
import io.stagedoor.operations.ContractView.ChannelMessages;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.events.ChannelEvents;
import io.stagedoor.page.present.ContractPresenter;
import io.stagedoor.page.present.Paths;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /contract}: its channels, their messages, and a form that sends an event. */
@Path("/contract")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.VIEWER)
public class ContractPages {

    private static final String SECTION = "contract";
    private static final int BAD_REQUEST = 400;

    private final Frame frame;
    private final ContractView contract;
    private final Installation installation;
    private final ChannelEvents events;

    ContractPages(Frame frame, ContractView contract, Installation installation, ChannelEvents events) {
        this.frame = frame;
        this.contract = contract;
        this.installation = installation;
        this.events = events;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        return Templates.contract(
                frame.still("Contract", SECTION, null),
                ContractPresenter.all(contract.contract(), contract.channels(), installation.parts()));
    }

    @GET
    @Path("channel")
    @Operation(hidden = true)
    public TemplateInstance channel(@RestQuery String address) {
        return Templates.channel(
                frame.still("Channel", SECTION, null), ContractPresenter.one(find(address), null, null));
    }

    @POST
    @Path("channel")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Response send(@RestQuery String address, @RestForm String body) throws IOException {
        ChannelMessages channel = find(address);
        String draft = body == null ? "" : body;
        try {
            String id = events.send(address, draft.getBytes(StandardCharsets.UTF_8), frame.actor());
            return Redirect.to(Paths.event(id), Done.SENT);
        } catch (Invalid e) {
            return Response.status(BAD_REQUEST)
                    .entity(Templates.channel(
                            frame.still("Channel", SECTION, null),
                            ContractPresenter.one(channel, e.getMessage(), draft)))
                    .build();
        }
    }

    private ChannelMessages find(String address) {
        List<ChannelMessages> all = contract.channels();
        return all.stream()
                .filter(each -> each.channel().address().equals(address))
                .findFirst()
                .orElseThrow(() -> new NotFound("the contract has no channel with this address"));
    }
}
