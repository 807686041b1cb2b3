package io.stagedoor.routing.check;

import io.stagedoor.routing.routes.RouteFileException;
import io.stagedoor.routing.routes.Routes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SplitDefinition;

/**
 * Checks the steps of every route that an event may pass: those of channels and destinations, and those that they call
 * with {@code direct:}.
 */
public final class StepCheck {

    private static final String DIRECT = "direct:";

    /** The components that a channel's route may send to: all run on the consuming thread and keep its transaction. */
    private static final Set<String> IN_THE_TRANSACTION =
            Set.of("amqp", "direct", "json-validator", "dead-letter", "log", "language", "bean", "class", "dataformat");

    private static final Set<String> OTHER_THREADS = Set.of("seda", "disruptor", "disruptor-vm", "vm");

    private final Map<String, RouteDefinition> byFrom = new HashMap<>();

    StepCheck(List<RouteDefinition> routes) {
        routes.forEach(route -> byFrom.put(Routes.from(route), route));
    }

    void check() throws RouteFileException {
        check(KnownSteps.CHANNEL, "amqp:");
        check(KnownSteps.DESTINATION, RouteCheck.DELIVERY);
        for (RouteDefinition route : byFrom.values()) {
            for (ProcessorDefinition<?> step : Routes.steps(route)) {
                requireWorked(route, step);
            }
        }
    }

    /** Refuses a {@code direct:} without a route: Camel would wait half a minute for it, for each event. */
    private void requireWorked(RouteDefinition route, ProcessorDefinition<?> step) throws RouteFileException {
        String uri = Routes.uri(step).map(Routes::bare).orElse("");
        if (uri.startsWith(DIRECT) && !uri.contains("$") && !byFrom.containsKey(uri)) {
            throw Routes.wrong(route, step, "no route begins with " + uri);
        }
    }

    private void check(KnownSteps stage, String scheme) throws RouteFileException {
        for (RouteDefinition route : reachedFrom(scheme)) {
            String refusal =
                    ErrorHandling.refusal(stage, route.getErrorHandlerFactory()).orElse(null);
            if (refusal != null) {
                throw Routes.wrong(route, route, refusal);
            }
            for (ProcessorDefinition<?> step : Routes.steps(route)) {
                Optional<String> reason = stage.refusal(step.getClass())
                        .or(() -> ErrorHandling.refusal(stage, step))
                        .or(() -> stage == KnownSteps.CHANNEL ? inAChannel(step) : inADestination(step));
                if (reason.isPresent()) {
                    throw Routes.wrong(route, step, Routes.name(step) + " " + reason.get());
                }
            }
        }
    }

    private static Optional<String> inAChannel(ProcessorDefinition<?> step) {
        Optional<String> onOtherThreads = FanOut.of(step).flatMap(FanOut::refusalInAChannel);
        if (onOtherThreads.isPresent()) {
            return onOtherThreads;
        }
        String scheme = Routes.uri(step).map(Routes::scheme).orElse("direct");
        if (OTHER_THREADS.contains(scheme)) {
            return Optional.of(scheme + ": " + KnownSteps.THREAD);
        }
        return scheme.contains("$") || IN_THE_TRANSACTION.contains(scheme)
                ? Optional.empty()
                : Optional.of(scheme + ": is outside the event's transaction: the event would not count as sent, and a"
                        + " rollback would repeat the call. Send the event to"
                        + " amqp:queue:deliver/<destination>, and do that there");
    }

    private static Optional<String> inADestination(ProcessorDefinition<?> step) {
        Optional<String> cutOff = FanOut.of(step).flatMap(FanOut::refusalInADestination);
        return cutOff.isEmpty() && step instanceof SplitDefinition && mayPost(step)
                ? Optional.of("would send several bodies with one webhook-id, and a receiver drops all but the first as"
                        + " duplicates. Send the whole event, and let its receiver take it apart")
                : cutOff;
    }

    private static boolean mayPost(ProcessorDefinition<?> step) {
        return Routes.below(step).stream()
                .anyMatch(inner -> isDynamic(inner)
                        || Routes.uri(inner)
                                .filter(uri -> uri.startsWith("webhook:") || uri.startsWith(DIRECT))
                                .isPresent());
    }

    /** The routes that begin with the scheme, and the routes that they may call. */
    private Set<RouteDefinition> reachedFrom(String scheme) {
        Set<RouteDefinition> reached = new LinkedHashSet<>();
        Deque<RouteDefinition> open = new ArrayDeque<>();
        byFrom.forEach((from, route) -> {
            if (from.startsWith(scheme)) {
                open.add(route);
            }
        });
        while (!open.isEmpty()) {
            RouteDefinition route = open.remove();
            if (reached.add(route)) {
                Routes.steps(route).forEach(step -> called(step, open));
            }
        }
        return reached;
    }

    private void called(ProcessorDefinition<?> step, Deque<RouteDefinition> into) {
        byFrom.forEach((from, route) -> {
            if (from.startsWith(DIRECT)
                    && (isDynamic(step)
                            || Routes.uri(step)
                                    .map(Routes::bare)
                                    .filter(from::equals)
                                    .isPresent())) {
                into.add(route);
            }
        });
    }

    /** Whether the step calculates its address for each event. */
    public static boolean isDynamic(ProcessorDefinition<?> step) {
        return step instanceof RecipientListDefinition<?>
                || step instanceof RoutingSlipDefinition<?>
                || step instanceof DynamicRouterDefinition<?>
                || step instanceof EnrichDefinition
                || Routes.uri(step).filter(uri -> uri.contains("$")).isPresent();
    }
}
