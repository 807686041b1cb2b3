package io.stagedoor.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.event.Timestamp;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Since when the oldest event of each queue waits.
 *
 * <pre>
 *   what would be delivered next        the broker looks at one message      at most every 15 s for each queue
 *   else what consumers hold            if at most 100                       with it
 *   what waits for its next attempt     if at most 100                       at most once a minute
 * </pre>
 *
 * An event's time is when the broker accepted it; a dead letter's, when it became one. If the broker does not say, the
 * event's is when the routing stage took it, and in a channel when its producer created it, by the producer's clock. A
 * message without a time counts from the moment when it was seen.
 * One thread looks; any thread may ask.
 */
final class OldestEvents {

    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final Duration SCHEDULED_AGAIN = Duration.ofMinutes(1);

    /** In one look, of all queues: so three hundred queues are asked within half a minute, and never at once. */
    private static final int QUEUES_A_LOOK = 60;

    private static final int MOST = 100;

    /** @param message the broker's number of it, by which it is recognized at the next look */
    private record Oldest(Instant since, String message) {}

    private final Clock clock;
    private final Map<String, Oldest> due = new ConcurrentHashMap<>();
    private final Map<String, Oldest> later = new ConcurrentHashMap<>();
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private final Map<String, Instant> askedForScheduled = new ConcurrentHashMap<>();
    private final Deque<String> turn = new ArrayDeque<>();
    private Set<String> known = Set.of();

    OldestEvents(Clock clock) {
        this.clock = clock;
    }

    /** For how long the oldest event of the queue has waited; zero when none waits. */
    Duration age(String queue) {
        return Stream.of(due, later)
                .flatMap(ages -> Stream.ofNullable(ages.get(queue)))
                .map(oldest -> Duration.between(oldest.since(), clock.instant()))
                .filter(age -> !age.isNegative())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Asks the broker about some of the queues, the longest unasked ones first. Call it repeatedly.
     *
     * @param states what the broker just reported
     */
    void look(QueueManagement management, Map<String, QueueState> states, Set<String> queues) throws IOException {
        if (!queues.equals(known)) {
            known = Set.copyOf(queues);
            turn.clear();
            turn.addAll(known);
        }
        int asks = 0;
        for (int i = 0; i < queues.size() && asks < QUEUES_A_LOOK; i++) {
            String queue = turn.remove();
            turn.add(queue);
            asks += look(management, queue, states.getOrDefault(queue, QueueState.NONE));
        }
    }

    /** @return how many questions it asked */
    private int look(QueueManagement management, String queue, QueueState state) throws IOException {
        int asks = 0;
        if (state.messages() <= state.scheduled()) {
            due.remove(queue);
            asked.remove(queue);
        } else if (again(asked, queue, AGAIN)) {
            put(due, queue, next(management, queue, state));
            asks++;
        }
        if (state.scheduled() == 0) {
            later.remove(queue);
            askedForScheduled.remove(queue);
        } else if (state.scheduled() <= MOST && again(askedForScheduled, queue, SCHEDULED_AGAIN)) {
            List<JsonNode> all = new ArrayList<>();
            management.scheduled(queue).forEach(all::add);
            put(later, queue, all);
            asks++;
        }
        return asks;
    }

    private boolean again(Map<String, Instant> last, String queue, Duration pause) {
        Instant now = clock.instant();
        Instant before = last.get(queue);
        if (before != null && Duration.between(before, now).abs().compareTo(pause) < 0) {
            return false;
        }
        last.put(queue, now);
        return true;
    }

    private static List<JsonNode> next(QueueManagement management, String queue, QueueState state) throws IOException {
        Optional<JsonNode> first = management.first(queue);
        if (first.isPresent()) {
            return List.of(first.get());
        }
        return state.delivering() <= MOST ? management.delivered(queue) : List.of();
    }

    private void put(Map<String, Oldest> ages, String queue, List<JsonNode> messages) {
        Oldest before = ages.get(queue);
        messages.stream()
                .map(message -> oldest(queue, message, before))
                .min((one, other) -> one.since().compareTo(other.since()))
                .ifPresentOrElse(oldest -> ages.put(queue, oldest), () -> ages.remove(queue));
    }

    private Oldest oldest(String queue, JsonNode message, Oldest before) {
        String id = message.path("messageID").asText();
        Instant now = clock.instant();
        Instant since = time(queue, message)
                .orElseGet(() -> before != null && before.message().equals(id) ? before.since() : now);
        return new Oldest(since.isAfter(now) ? now : since, id);
    }

    private static Optional<Instant> time(String queue, JsonNode message) {
        if (QueueNames.isDeadLetter(queue)) {
            return property(message, EventProperties.LAST_FAILURE).or(() -> ofTheEvent(message));
        }
        return QueueNames.isDestination(queue) ? ofTheEvent(message) : ofTheMessage(message);
    }

    private static Optional<Instant> ofTheEvent(JsonNode message) {
        return property(message, EventProperties.ACCEPTED)
                .or(() -> property(message, EventProperties.RECEIVED))
                .or(() -> ofTheMessage(message));
    }

    private static Optional<Instant> ofTheMessage(JsonNode message) {
        return millis(message, EventProperties.INGRESS_TIME).or(() -> millis(message, "timestamp"));
    }

    private static Optional<Instant> millis(JsonNode message, String name) {
        return Optional.of(message.path(name).asLong())
                .filter(millis -> millis > 0)
                .map(Instant::ofEpochMilli);
    }

    private static Optional<Instant> property(JsonNode message, String name) {
        return Timestamp.parse(message.path(name).asText());
    }
}
