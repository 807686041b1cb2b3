package io.stagedoor.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps operator events from being a storm themselves: one cause may trouble hundreds of destinations.
 *
 * <pre>
 *   of each action   the first 10 subjects of an interval   an event each
 *                    all others, every 30 s                 one event, with their names
 * </pre>
 *
 * For one thread.
 */
final class StormLimit {

    static final int ALONE = 10;
    static final Duration TOGETHER = Duration.ofSeconds(30);

    /**
     * An event to send.
     *
     * @param tells the events that need not be sent any more after it
     * @param together whether it tells what was too much to tell alone
     */
    record Told(OperatorEvent event, List<OperatorEvent> tells, boolean together) {}

    private static final class OfAction {
        private final Set<String> alone = new HashSet<>();
        private long interval = Long.MIN_VALUE;
        private Instant together = Instant.MIN;
    }

    private final Duration interval;
    private final Map<String, OfAction> actions = new HashMap<>();

    /** @param interval as that of {@link Transitions} */
    StormLimit(Duration interval) {
        this.interval = interval;
    }

    /**
     * What to send now, in order. The others wait.
     *
     * @param unsent in order; those that were to be sent before, and were not, are among them
     */
    List<Told> now(List<OperatorEvent> unsent, Instant now) {
        List<Told> all = new ArrayList<>();
        Map<String, List<OperatorEvent>> others = new LinkedHashMap<>();
        for (OperatorEvent event : unsent) {
            if (alone(event, now)) {
                all.add(new Told(event, List.of(event), false));
            } else {
                others.computeIfAbsent(event.action(), first -> new ArrayList<>())
                        .add(event);
            }
        }
        others.forEach((action, events) -> {
            if (!now.isBefore(plus(actions.get(action).together))) {
                all.add(new Told(OperatorEvent.ofSeveral(events, now), events, true));
            }
        });
        return all;
    }

    private boolean alone(OperatorEvent event, Instant now) {
        OfAction action = actions.computeIfAbsent(event.action(), first -> new OfAction());
        long current = Transitions.number(now, interval);
        if (current != action.interval) {
            action.interval = current;
            action.alone.clear();
        }
        return action.alone.contains(event.id()) || action.alone.size() < ALONE && action.alone.add(event.id());
    }

    private static Instant plus(Instant last) {
        return last.equals(Instant.MIN) ? last : last.plus(TOGETHER);
    }

    /** The broker has this one. */
    void sent(Told told, Instant now) {
        if (told.together()) {
            actions.get(told.event().action()).together = now;
        }
    }
}
