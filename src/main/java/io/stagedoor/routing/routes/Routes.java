package io.stagedoor.routing.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** Reads properties of a route from Camel's model. */
public final class Routes {

    private Routes() {}

    public static String file(RouteDefinition route) {
        String location =
                route.getResource() == null ? null : route.getResource().getLocation();
        return location == null ? "route " + route.getRouteId() : location;
    }

    /** The URI in {@code from}, without parameters, for instance {@code amqp:queue:backstage/catalog/entity}. */
    public static String from(RouteDefinition route) {
        return bare(resolved(route, route.getInput().getEndpointUri()));
    }

    /** Every step, including nested ones, in the order of the file. */
    public static List<ProcessorDefinition<?>> steps(RouteDefinition route) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        collect(route.getOutputs(), steps);
        return steps;
    }

    /** Every step inside of this one. */
    public static List<ProcessorDefinition<?>> below(ProcessorDefinition<?> step) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        collect(step.getOutputs(), steps);
        return steps;
    }

    /** The URI that the step names, with parameters; a calculated one begins with {@code $}. */
    public static Optional<String> uri(ProcessorDefinition<?> step) {
        if (step instanceof SendDefinition<?> send) {
            return Optional.of(resolved(step, send.getEndpointUri()));
        }
        return step instanceof ToDynamicDefinition send ? Optional.of(resolved(step, send.getUri())) : Optional.empty();
    }

    /** The URI with the values of its {@code {{keys}}}. */
    private static String resolved(ProcessorDefinition<?> step, String uri) {
        if (!uri.contains("{{")) {
            return uri;
        }
        String known = uri;
        for (Map.Entry<String, Object> parameter : templateParameters(step).entrySet()) {
            known = known.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        if (step.getCamelContext() == null) {
            return known;
        }
        try {
            return step.getCamelContext().resolvePropertyPlaceholders(known);
        } catch (IllegalArgumentException noSuchKey) {
            return known; // Camel reports the missing key when it creates the step.
        }
    }

    private static Map<String, Object> templateParameters(ProcessorDefinition<?> step) {
        RouteDefinition route = ProcessorDefinitionHelper.getRoute(step);
        return route == null || route.getTemplateParameters() == null ? Map.of() : route.getTemplateParameters();
    }

    public static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri : uri.substring(0, colon);
    }

    /** The step's name as in a route file; Camel has none for a saga. */
    public static String name(ProcessorDefinition<?> step) {
        return step instanceof SagaDefinition ? "saga" : step.getShortName();
    }

    public static RouteFileException wrong(RouteDefinition route, ProcessorDefinition<?> step, String reason) {
        String file = step.getLocation() == null ? file(route) : step.getLocation();
        return new RouteFileException(file, line(route, step), reason, null);
    }

    /** Corrects the line: Camel counts one too few for a step whose parameters are beside its name. */
    private static int line(RouteDefinition route, ProcessorDefinition<?> step) {
        int line = Math.max(step.getLineNumber(), 0);
        if (line == 0 || route.getResource() == null || !file(route).equals(step.getLocation())) {
            return line;
        }
        try (InputStream yaml = route.getResource().getInputStream()) {
            List<String> lines = new String(yaml.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String name = name(step) + ":";
            boolean next = line < lines.size()
                    && !lines.get(line - 1).contains(name)
                    && lines.get(line).contains(name);
            return next ? line + 1 : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Reading from memory cannot fail.
        }
    }

    public static String bare(String uri) {
        int query = uri.indexOf('?');
        return (query < 0 ? uri : uri.substring(0, query)).replace("://", ":");
    }

    private static void collect(List<ProcessorDefinition<?>> outputs, List<ProcessorDefinition<?>> into) {
        for (ProcessorDefinition<?> output : outputs) {
            into.add(output);
            collect(output.getOutputs(), into);
        }
    }
}
