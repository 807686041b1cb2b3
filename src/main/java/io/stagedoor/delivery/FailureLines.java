package io.stagedoor.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps a storm of failures from filling the log: decides which failed attempt has a line, and sums up the others.
 * Thread-safe.
 *
 * <pre>
 *   the first of a destination for a minute       always
 *   at most 10 in 10 s of a destination,
 *   and at most 50 in 10 s of the whole program   has a line
 *   every other one                               is counted, by destination and outcome, for the next summary
 * </pre>
 */
final class FailureLines {

    static final Duration PERIOD = Duration.ofSeconds(10);
    static final int OF_A_DESTINATION = 10;
    static final int OF_THE_PROGRAM = 50;
    static final Duration QUIET = Duration.ofMinutes(1);

    /** How many destinations a summary names. */
    private static final int NAMED = 20;

    private static final class OfDestination {
        private final LineQuota quota = new LineQuota(OF_A_DESTINATION, PERIOD);
        private long last;
        private final Map<String, Integer> leftOut = new TreeMap<>();

        private int leftOut(Predicate<String> outcomes) {
            return leftOut.entrySet().stream()
                    .filter(each -> outcomes.test(each.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }

    private final Predicate<String> dead;
    private final Map<String, OfDestination> destinations = new HashMap<>();
    private final LineQuota program = new LineQuota(OF_THE_PROGRAM, PERIOD);

    /** @param dead whether this outcome of an attempt is a dead letter */
    FailureLines(Predicate<String> dead) {
        this.dead = dead;
    }

    /**
     * Asks for each failed attempt once.
     *
     * @param now by {@link System#nanoTime}
     * @return whether it has a line; otherwise it is counted
     */
    synchronized boolean ask(String destination, String outcome, long now) {
        OfDestination known = destinations.get(destination);
        boolean first = known == null || now - known.last >= QUIET.toNanos();
        OfDestination one = destinations.computeIfAbsent(destination, name -> new OfDestination());
        boolean within = one.quota.ask(now) >= 0 && program.ask(now) >= 0;
        if (first || within) {
            one.last = now;
            return true;
        }
        one.leftOut.merge(outcome, 1, Integer::sum);
        return false;
    }

    /** Sums up what was left out since the last summary; empty when nothing was. */
    synchronized List<String> summary() {
        List<String> lines = new ArrayList<>();
        sum(outcome -> !dead.test(outcome))
                .ifPresent(text -> lines.add("left out of the log, failed and tried again: " + text));
        sum(dead).ifPresent(text -> lines.add("left out of the log, given up, now dead letters: " + text));
        destinations.values().forEach(one -> one.leftOut.clear());
        return lines;
    }

    private Optional<String> sum(Predicate<String> outcomes) {
        Map<String, Integer> counts = new HashMap<>();
        destinations.forEach((name, one) -> counts.put(name, one.leftOut(outcomes)));
        counts.values().removeIf(count -> count == 0);
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        int attempts = counts.values().stream().mapToInt(Integer::intValue).sum();
        String most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
        int unnamed = Math.max(0, counts.size() - NAMED);
        return Optional.of("attempts=" + attempts + " destinations=" + counts.size() + " " + most
                + (unnamed == 0 ? "" : " and " + unnamed + " more destinations"));
    }
}
