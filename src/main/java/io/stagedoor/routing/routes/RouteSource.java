package io.stagedoor.routing.routes;

import org.apache.camel.model.RouteDefinition;

/**
 * Where a route is written.
 *
 * @param description "" if it has none
 * @param file as the program reads it, such as {@code routes/catalog-entity.yaml}
 * @param line from 1; 0 if unknown
 */
public record RouteSource(String id, String description, String file, int line) {

    public static RouteSource of(RouteDefinition route) {
        String description = route.getDescriptionText();
        return new RouteSource(
                route.getRouteId(),
                description == null ? "" : description,
                Routes.file(route),
                Math.max(route.getLineNumber(), 0));
    }
}
