package io.stagedoor.routing.check;

import java.util.Optional;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.SplitDefinition;

/** The settings of a step that makes several exchanges of one event, as in the route file; null if not set. */
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
                        "with timeout continues without the slower branches, and hides their failures. Leave it out");
    }

    /** Makes any failure fail the step: Camel alone would continue, and report only the result of the last branch. */
    public void failsAsAWhole() {
        stopsOnException.run();
    }

    private static boolean is(String value) {
        return value != null && !value.equals("false");
    }
}
