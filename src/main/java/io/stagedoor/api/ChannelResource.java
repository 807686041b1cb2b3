package io.stagedoor.api;

import io.stagedoor.api.model.ChannelModel;
import io.stagedoor.api.model.ContractModel;
import io.stagedoor.api.model.Items;
import io.stagedoor.api.model.RouteModel;
import io.stagedoor.http.access.Roles;
import io.stagedoor.operations.ContractView;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.channels.ChannelState;
import io.stagedoor.operations.channels.Channels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Channels, routes and the contract. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "channels")
public class ChannelResource {

    private static final int MOST = 500;

    private final Channels channels;
    private final ContractView contract;
    private final Installation installation;

    ChannelResource(Channels channels, ContractView contract, Installation installation) {
        this.channels = channels;
        this.contract = contract;
        this.installation = installation;
    }

    @GET
    @Path("channels")
    @Operation(operationId = "channels", summary = "Channels, their routes and what waits in their queues")
    @APIResponse(responseCode = "200", description = "In the order of the contract")
    public Items<ChannelModel> channels(
            @Parameter(description = "The most items, 1 to 500") @QueryParam("limit") @DefaultValue("100") String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor") String cursor)
            throws IOException {
        int most = Parameters.limit(limit, MOST);
        return Items.of(Parameters.page(channels.all(), ChannelResource::key, most, cursor), ChannelModel::of);
    }

    private static String key(ChannelState channel) {
        return channel.name() + " " + channel.address();
    }

    @GET
    @Path("routes")
    @Operation(operationId = "routes", summary = "Routes, and the file and line of each")
    @APIResponse(responseCode = "200", description = "Those of channels, then those of destinations")
    public Items<RouteModel> routes(
            @Parameter(description = "The most items, 1 to 500") @QueryParam("limit") @DefaultValue("100") String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor") String cursor) {
        List<RouteModel> routes = new ArrayList<>();
        installation.parts().routes().forEach(route -> routes.add(RouteModel.of(route)));
        installation.parts().destinations().forEach((name, source) -> routes.add(RouteModel.of(name, source)));
        int most = Parameters.limit(limit, MOST);
        return Items.of(
                Parameters.page(routes, route -> route.kind() + " " + route.from(), most, cursor), route -> route);
    }

    @GET
    @Path("contract")
    @Operation(operationId = "contract", summary = "The contract: channels, messages, schemas, and an example of each")
    @APIResponse(responseCode = "200", description = "The contract that the program was started with")
    public ContractModel contract() {
        return ContractModel.of(contract.contract(), contract.channels());
    }
}
