package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out which queues no program consumes. A queue outlives its route; events sent to it then wait for ever, without
 * notice. A running program consumes the queues of all its routes, so a queue without a consumer has no route.
 */
public final class Consumption {

    /** While a program reopens a link, the queue has no consumer for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long LOOK_AGAIN_MS = 200;

    private final QueueManagement management;
    private final Map<String, Optional<String>> answers = new TreeMap<>();
    private final Set<String> idle = new TreeSet<>();

    Consumption(QueueManagement management) {
        this.management = management;
    }

    /** Why no program will consume this queue; empty when one does, or when no program runs at all. */
    Optional<String> lastingly(String queue) throws IOException {
        Optional<String> answer = answers.get(queue);
        if (answer == null) {
            answer = look(queue);
            answers.put(queue, answer);
        }
        return answer;
    }

    /** The queues asked for so far that nothing consumes at the moment, because no program runs. */
    public Set<String> idle() {
        return idle;
    }

    private Optional<String> look(String queue) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, QueueState> all = management.all();
        while (isUnconsumed(queue, all) && programRuns(all) && System.nanoTime() < end) {
            Pause.millis(LOOK_AGAIN_MS);
            all = management.all();
        }
        if (!isUnconsumed(queue, all)) {
            return Optional.empty();
        }
        if (programRuns(all)) {
            return Optional.of("nothing consumes " + queue + ", although a program runs: " + removed(queue));
        }
        idle.add(queue);
        return Optional.empty();
    }

    private static boolean programRuns(Map<String, QueueState> all) {
        return all.entrySet().stream()
                .anyMatch(queue -> ours(queue.getKey()) && queue.getValue().consumers() > 0);
    }

    private static boolean isUnconsumed(String queue, Map<String, QueueState> all) {
        QueueState state = all.getOrDefault(queue, QueueState.NONE);
        return state.consumers() == 0 && !state.paused();
    }

    private static String removed(String queue) {
        String what =
                QueueNames.isDestination(queue) ? "the destination " + QueueNames.destinationOf(queue) : "its route";
        return "was " + what + " removed? Restore it, discard the dead letters, or send them anyway with --force";
    }

    private static boolean ours(String queue) {
        return QueueNames.isDestination(queue) || queue.contains("/") && !QueueNames.isDeadLetter(queue);
    }
}
