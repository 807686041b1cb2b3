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
 * Who takes from the queues. A queue outlives its route: what is sent there then waits for ever, and nobody says so. A
 * running program consumes the queues of all of its routes, so that one without a consumer has none.
 */
public final class Consumption {

    /** A link that is opened anew is away for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long LOOK_AGAIN_MS = 200;

    private final QueueManagement management;
    private final Map<String, Optional<String>> answers = new TreeMap<>();
    private final Set<String> idle = new TreeSet<>();

    Consumption(QueueManagement management) {
        this.management = management;
    }

    /** Why nobody will take from this queue; empty where somebody does, or where nobody takes from any. */
    Optional<String> lastingly(String queue) throws IOException {
        Optional<String> answer = answers.get(queue);
        if (answer == null) {
            answer = look(queue);
            answers.put(queue, answer);
        }
        return answer;
    }

    /** Those of the queues asked for from which nobody takes at the moment, as no program runs. */
    public Set<String> idle() {
        return idle;
    }

    private Optional<String> look(String queue) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, QueueState> all = management.all();
        while (nobodyTakes(queue, all) && programRuns(all) && System.nanoTime() < end) {
            Pause.millis(LOOK_AGAIN_MS);
            all = management.all();
        }
        if (!nobodyTakes(queue, all)) {
            return Optional.empty();
        }
        if (programRuns(all)) {
            return Optional.of("nobody takes from " + queue + ", though a program runs: " + removed(queue));
        }
        idle.add(queue);
        return Optional.empty();
    }

    private static boolean programRuns(Map<String, QueueState> all) {
        return all.entrySet().stream()
                .anyMatch(queue -> ours(queue.getKey()) && queue.getValue().consumers() > 0);
    }

    private static boolean nobodyTakes(String queue, Map<String, QueueState> all) {
        QueueState state = all.getOrDefault(queue, QueueState.NONE);
        return state.consumers() == 0 && !state.paused();
    }

    private static String removed(String queue) {
        String what =
                QueueNames.isDestination(queue) ? "the destination " + QueueNames.destinationOf(queue) : "its route";
        return "was " + what + " removed? Put it back, discard them, or send all the same with --force";
    }

    private static boolean ours(String queue) {
        return QueueNames.isDestination(queue) || queue.contains("/") && !QueueNames.isDeadLetter(queue);
    }
}
