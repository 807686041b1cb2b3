package io.stagedoor.routing.routes;

import io.quarkus.runtime.util.ExceptionUtil;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.verbatim.VerbatimOptions;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NamedNode;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Loads route files into Camel. Its errors name the file, the line and the reason. */
public final class RouteLoader {

    private final CamelContext context;

    public RouteLoader(CamelContext context) {
        this.context = context;
    }

    /** Adds the file's routes to a context that has not started. */
    public void load(RouteFile file) throws RouteFileException {
        AddedByFile added = new AddedByFile(file, routes());
        if (!file.yaml().lines().allMatch(RouteLoader::isBlank)) {
            add(file);
        }
        added.check();
    }

    private static boolean isBlank(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private void add(RouteFile file) throws RouteFileException {
        try {
            Resource resource = ResourceHelper.fromString(file.name(), VerbatimOptions.in(file.yaml()));
            // Not by the extension: Camel would recognize neither .yml nor a name with a dot.
            RoutesBuilderLoader yaml = PluginHelper.getRoutesLoader(context).getRoutesLoader("yaml");
            yaml.preParseRoute(resource);
            RoutesBuilder routes = yaml.loadRoutesBuilder(resource);
            if (routes instanceof RouteConfigurationsBuilder configurations) {
                context.addRoutesConfigurations(configurations);
            }
            context.addRoutes(routes);
            context.addTemplatedRoutes(routes);
        } catch (Exception e) {
            throw wrong(file, e);
        }
    }

    /** Adds the place in the file to an exception of Camel when it builds or starts the routes. */
    public Exception locate(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String routeId = routeId(cause);
            RouteDefinition route = routeId == null ? null : routes().getRouteDefinition(routeId);
            if (route != null) {
                return new RouteFileException(
                        Routes.file(route), line(route, cause.getMessage()), reason(failure), failure);
            }
        }
        return failure;
    }

    public List<RouteDefinition> definitions() {
        return routes().getRouteDefinitions();
    }

    private Model routes() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static RouteFileException wrong(RouteFile file, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked) {
                int line =
                        marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
                return new RouteFileException(file.name(), line, marked.getProblem(), failure);
            }
        }
        return new RouteFileException(file.name(), 0, reason(failure), failure);
    }

    private static String routeId(Throwable failure) {
        if (failure instanceof FailedToCreateRouteException creation) {
            return creation.getRouteId();
        }
        return failure instanceof FailedToStartRouteException start ? start.getRouteId() : null;
    }

    /**
     * The line of the step that Camel names between {@code >>>} and {@code <<<}, otherwise the first line of the route.
     */
    private static int line(RouteDefinition route, String message) {
        int line = Math.max(route.getInput().getLineNumber(), 0);
        for (NamedNode node : Routes.steps(route)) {
            if (message != null && message.contains(">>> " + node + " <<<")) {
                line = ((ProcessorDefinition<?>) node).getLineNumber();
            }
        }
        return line;
    }

    private static String reason(Throwable failure) {
        Throwable root = ExceptionUtil.getRootCause(failure);
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return message.replaceAll("\\s+", " ").strip();
    }
}
