package io.stagedoor.routing.routes;

import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/**
 * Compares Camel's model before and after loading a file, and reports mistakes on which Camel is silent. Create it
 * before loading the file.
 */
final class AddedByFile {

    private final RouteFile file;
    private final Model model;
    private final List<RouteDefinition> before;
    private final int size;

    AddedByFile(RouteFile file, Model model) {
        this.file = file;
        this.model = model;
        this.before = List.copyOf(model.getRouteDefinitions());
        this.size = size();
    }

    /** Call it when the file is loaded. */
    void check() throws RouteFileException {
        requireNoneReplaced();
        requireUniqueIds();
        // Camel silently accepts a map, a text or an empty list.
        if (size() == size) {
            throw wrong(1, "there is no route in it: a route file is a list, each route begins with '- route:'");
        }
    }

    /** Refuses a second route with the same id: Camel would silently replace the first. */
    private void requireNoneReplaced() throws RouteFileException {
        for (RouteDefinition route : before) {
            if (!model.getRouteDefinitions().contains(route)) {
                int line = model.getRouteDefinition(route.getRouteId()).getLineNumber();
                throw wrong(line, "the route id " + route.getRouteId() + " is taken by " + Routes.file(route));
            }
        }
    }

    private void requireUniqueIds() throws RouteFileException {
        Map<String, RouteDefinition> ids = new HashMap<>();
        for (RouteDefinition route : model.getRouteDefinitions()) {
            RouteDefinition other = route.getRouteId() == null ? null : ids.put(route.getRouteId(), route);
            if (other != null) {
                throw wrong(
                        route.getLineNumber(),
                        "the route id " + route.getRouteId() + " is taken in line " + other.getLineNumber());
            }
        }
    }

    /** The number of routes and of all other things that a file may declare. */
    private int size() {
        return model.getRouteDefinitions().size()
                + model.getRouteTemplateDefinitions().size()
                + model.getRouteConfigurationDefinitions().size()
                + model.getCustomBeans().size();
    }

    private RouteFileException wrong(int line, String reason) {
        return new RouteFileException(file.name(), Math.max(line, 0), reason, null);
    }
}
