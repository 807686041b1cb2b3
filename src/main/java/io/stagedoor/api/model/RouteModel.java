package io.stagedoor.api.model;

import io.stagedoor.operations.Installation.ChannelRoute;
import io.stagedoor.routing.routes.RouteSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Route", description = "A route and where it is written")
public record RouteModel(
        @Schema(description = "Its id in the file") String id,

        @Schema(description = "What it is: 'channel' or 'destination'")
        String kind,

        @Schema(description = "What it says about itself; empty if nothing")
        String description,

        @Schema(description = "The file, as the program reads it")
        String file,

        @Schema(description = "The line in the file, from 1; 0 if unknown")
        int line,

        @Schema(description = "The address that it consumes, or the name of the destination")
        String from,

        @Schema(description = "Names of the destinations that it can choose, without those whose address it calculates")
        List<String> destinations) {

    public static RouteModel of(ChannelRoute route) {
        return of("channel", route.source(), route.channel(), List.copyOf(route.destinations()));
    }

    /** @param name of the destination */
    public static RouteModel of(String name, RouteSource source) {
        return of("destination", source, name, List.of());
    }

    private static RouteModel of(String kind, RouteSource source, String from, List<String> destinations) {
        return new RouteModel(
                source.id(), kind, source.description(), source.file(), source.line(), from, destinations);
    }
}
