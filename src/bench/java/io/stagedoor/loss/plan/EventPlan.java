package io.stagedoor.loss.plan;

import io.stagedoor.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The events of a run, each made from the seed and its number. Mirrors the routes in {@code src/bench/routes/loss}.
 *
 * @param events how many there are
 */
public record EventPlan(long seed, int events) {

    public static final List<String> CHANNELS = List.of(Events.ENTITY, Events.LOCATION, Events.TASK, Events.BUILD);
    public static final String ARCHIVE = "archive";
    public static final List<String> WEBHOOKS = List.of("cmdb", "portal");

    /** A queue that nobody works: the hand-off from a channel is one transaction, so each event is there once. */
    public static final String HELD = "held/copy";

    private static final List<List<String>> ACTIONS = List.of(
            List.of("created", "deleted"),
            List.of("added", "updated", "removed"),
            List.of("created", "processing", "completed", "failed", "cancelled"),
            List.of("build_started", "build_completed", "build_failed"));

    /** What is special about some events, and how many of 1,000 are so. */
    public enum Kind {
        WRONG_SCHEMA(5),
        NO_JSON(3),
        UNROUTED(5),
        REJECTED(5),
        /** Only in the first third: its attempts take as long as the whole schedule. */
        NEVER_TAKEN(3),
        GOOD(979);

        private final int share;

        Kind(int share) {
            this.share = share;
        }
    }

    public PlannedEvent event(int number) {
        long hash = hash(number);
        int channel = number % CHANNELS.size();
        Kind kind = kind(number, hash);
        String action = action(channel, kind, hash);
        String id = id(number);
        Set<String> deliveries = new TreeSet<>();
        Map<String, String> deadLetters = new TreeMap<>();
        switch (kind) {
            case WRONG_SCHEMA, NO_JSON -> deadLetters.put("dead-letter/" + CHANNELS.get(channel), "invalid");
            case UNROUTED -> deadLetters.put("dead-letter/" + CHANNELS.get(channel), "unrouted");
            default -> deliveries.addAll(destinations(channel, action));
        }
        String refuses = refuses(number);
        if (refuses != null) {
            deliveries.remove(refuses);
            deadLetters.put("dead-letter/deliver/" + refuses, kind == Kind.REJECTED ? "rejected" : "exhausted");
        }
        return new PlannedEvent(
                number,
                id,
                CHANNELS.get(channel),
                body(number, channel, action, id, kind, hash),
                deliveries,
                (channel == 1 || channel == 3) && !deliveries.isEmpty(),
                deadLetters);
    }

    public String id(int number) {
        return new UUID(seed, number).toString();
    }

    /** The number of the event with this id, or -1 where it is none of this run. */
    public int number(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            long number = uuid.getLeastSignificantBits();
            return uuid.getMostSignificantBits() == seed && number >= 0 && number < events ? (int) number : -1;
        } catch (IllegalArgumentException none) {
            return -1;
        }
    }

    public Kind kind(int number) {
        return kind(number, hash(number));
    }

    /** The webhook that takes this event by no means, or null. */
    public String refuses(int number) {
        Kind kind = kind(number);
        if (kind != Kind.REJECTED && kind != Kind.NEVER_TAKEN) {
            return null;
        }
        int channel = number % CHANNELS.size();
        return destinations(channel, action(channel, kind, hash(number))).stream()
                .filter(WEBHOOKS::contains)
                .findFirst()
                .orElse(null);
    }

    private Kind kind(int number, long hash) {
        int of1000 = (int) Long.remainderUnsigned(hash, 1000);
        for (Kind kind : Kind.values()) {
            of1000 -= kind.share;
            if (of1000 < 0) {
                return kind == Kind.NEVER_TAKEN && number > events / 3 ? Kind.GOOD : kind;
            }
        }
        throw new IllegalStateException("the shares are not 1000");
    }

    private static String action(int channel, Kind kind, long hash) {
        if (kind == Kind.UNROUTED) {
            // The entity channel's schema demands an action; its route has no branch for this one.
            return channel == 0 ? "updated" : null;
        }
        List<String> actions = ACTIONS.get(channel);
        return actions.get((int) Long.remainderUnsigned(hash >>> 16, actions.size()));
    }

    /** In an order that is the same in each process. */
    private static List<String> destinations(int channel, String action) {
        return switch (channel) {
            case 0 -> action.equals("deleted") ? List.of(ARCHIVE, "cmdb", "portal") : List.of(ARCHIVE, "cmdb");
            case 1 -> List.of(ARCHIVE, "portal");
            case 2 ->
                action.equals("created") || action.equals("processing")
                        ? List.of(ARCHIVE)
                        : List.of(ARCHIVE, "cmdb", "portal");
            default -> List.of(ARCHIVE, "cmdb");
        };
    }

    private static byte[] body(int number, int channel, String action, String id, Kind kind, long hash) {
        String topic = kind == Kind.WRONG_SCHEMA
                ? "no-such-topic"
                : List.of("catalog", "catalog", "scaffolder", "techdocs").get(channel);
        String verb = action == null ? "" : "\"action\":\"" + action + "\",";
        String subject = "\"entity\":{\"kind\":\"Component\",\"metadata\":{\"name\":\"c" + number + "\"}}";
        String padding = "Straße ".repeat((int) Long.remainderUnsigned(hash >>> 32, 60));
        String separator = Long.remainderUnsigned(hash >>> 24, 10) == 0 ? ",\n  " : ",";
        String text =
                "{\"topic\":\"" + topic + "\"" + separator + "\"eventPayload\":{" + verb + subject + "}" + separator
                        + "\"metadata\":{\"source\":\"loss-check\",\"eventId\":\"" + id
                        + "\",\"timestamp\":\"2026-11-23T07:24:38.986Z\",\"correlationId\":\"" + padding + "\"}}";
        return (kind == Kind.NO_JSON ? text.substring(0, text.length() - 1) : text).getBytes(StandardCharsets.UTF_8);
    }

    /** The finalizer of SplitMix64: neighbouring numbers give unrelated values. */
    private long hash(int number) {
        long z = seed + number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
