package io.stagedoor.routing;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;

/** Reads facts from Camel's model of a route. */
final class Routes {

    private Routes() {}

    static String file(RouteDefinition route) {
        String location =
                route.getResource() == null ? null : route.getResource().getLocation();
        return location == null ? "route " + route.getRouteId() : location;
    }

    /** Without parameters, for instance {@code amqp:queue:backstage/catalog/entity}. */
    static String from(RouteDefinition route) {
        return bare(route.getInput().getEndpointUri());
    }

    /** Every step, nested ones too, in the order of the file. */
    static List<ProcessorDefinition<?>> steps(RouteDefinition route) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        collect(route.getOutputs(), steps);
        return steps;
    }

    static List<SendDefinition<?>> sends(RouteDefinition route) {
        List<SendDefinition<?>> sends = new ArrayList<>();
        for (ProcessorDefinition<?> step : steps(route)) {
            if (step instanceof SendDefinition<?> send) {
                sends.add(send);
            }
        }
        return sends;
    }

    static String bare(String uri) {
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
