package io.stagedoor.routing;

import java.util.Set;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ThreadsDefinition;
import org.apache.camel.model.WireTapDefinition;

/**
 * What a route that consumes a channel must not do: hand the event to another thread. A broker transaction belongs to
 * the thread that consumes; what is sent elsewhere is sent whether the event was taken or not, and what waits in memory
 * is gone after a crash although the event was taken.
 */
final class OneTransaction {

    private static final Set<String> OTHER_THREADS = Set.of("seda", "disruptor", "disruptor-vm", "vm");

    private OneTransaction() {}

    static void check(RouteDefinition route) throws RouteFileException {
        for (ProcessorDefinition<?> step : Routes.steps(route)) {
            String what = leaves(step);
            if (what != null) {
                throw new RouteFileException(
                        Routes.file(route),
                        Math.max(step.getLineNumber(), 0),
                        what + " hands the event to another thread, outside the transaction it is consumed in: an event"
                                + " could be lost or doubled. Send it to amqp:queue:deliver/<destination>, and do there"
                                + " what takes time",
                        null);
            }
        }
    }

    /** The step's name if it hands the event on, else null. */
    private static String leaves(ProcessorDefinition<?> step) {
        if (step instanceof WireTapDefinition || step instanceof ThreadsDefinition) {
            return step.getShortName();
        }
        if (step instanceof AggregateDefinition || step instanceof ResequenceDefinition) {
            return step.getShortName();
        }
        if (isParallel(step)) {
            return step.getShortName() + " with parallelProcessing";
        }
        if (step instanceof SendDefinition<?> send) {
            String scheme = send.getEndpointUri().split(":", 2)[0];
            return OTHER_THREADS.contains(scheme) ? scheme + ":" : null;
        }
        return null;
    }

    private static boolean isParallel(ProcessorDefinition<?> step) {
        String parallel = null;
        if (step instanceof MulticastDefinition multicast) {
            parallel = multicast.getParallelProcessing();
        } else if (step instanceof SplitDefinition split) {
            parallel = split.getParallelProcessing();
        } else if (step instanceof RecipientListDefinition<?> list) {
            parallel = list.getParallelProcessing();
        }
        return parallel != null && !parallel.equals("false");
    }
}
