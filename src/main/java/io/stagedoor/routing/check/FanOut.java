package io.stagedoor.routing.check;

import java.util.Optional;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.SplitDefinition;

/** How a step goes about it that makes several of one event. Values are those of the route file, null where it has none. */
public record FanOut(String parallel, String timeout, boolean ownThreads, Runnable stopsOnException) {

    public static Optional<FanOut> of(ProcessorDefinition<?> step) {
        if (step instanceof MulticastDefinition multicast) {
            return Optional.of(new FanOut(
                    multicast.getParallelProcessing(),
                    multicast.getTimeout(),
                    multicast.getExecutorService() != null,
                    () -> multicast.setStopOnException("true")));
        }
        if (step instanceof RecipientListDefinition<?> list) {
            return Optional.of(new FanOut(
                    list.getParallelProcessing(),
                    list.getTimeout(),
                    list.getExecutorService() != null,
                    () -> list.setStopOnException("true")));
        }
        return step instanceof SplitDefinition split
                ? Optional.of(new FanOut(
                        split.getParallelProcessing(),
                        split.getTimeout(),
                        split.getExecutorService() != null,
                        () -> split.setStopOnException("true")))
                : Optional.empty();
    }

    Optional<String> refusalInAChannel() {
        if (is(parallel) || ownThreads) {
            return Optional.of(
                    "with " + (is(parallel) ? "parallelProcessing " : "executorService ") + KnownSteps.THREAD);
        }
        return refusalInADestination();
    }

    Optional<String> refusalInADestination() {
        return timeout == null || timeout.equals("0")
                ? Optional.empty()
                : Optional.of(
                        "with timeout goes on without those that take longer, and their failures are never seen. Leave"
                                + " it out");
    }

    /** Camel would go on after a failure, and show only what became of the last one. */
    public void failsAsAWhole() {
        stopsOnException.run();
    }

    private static boolean is(String value) {
        return value != null && !value.equals("false");
    }
}
