package io.stagedoor.loss.account;

import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.testing.Amqp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where which event was found, by its number; gathered when nothing moves any more. */
public final class Evidence {

    /** @param whole whether the body was the one that was sent */
    record Dead(String reason, boolean whole) {}

    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([^\"]+)\"");

    private final EventPlan plan;
    private final Map<String, Map<Integer, List<Got>>> deliveries = new LinkedHashMap<>();
    private final Map<String, Map<Integer, List<Dead>>> deadLetters = new LinkedHashMap<>();
    private final Map<Integer, Integer> handedOff = new HashMap<>();
    private final Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
    private final Map<Integer, List<String>> failedAttempts = new HashMap<>();
    private final Map<String, Set<Integer>> waiting = new HashMap<>();
    private final List<String> strangers = new ArrayList<>();

    public Evidence(EventPlan plan) {
        this.plan = plan;
        deliveries.put(EventPlan.ARCHIVE, new HashMap<>());
        EventPlan.WEBHOOKS.forEach(name -> deliveries.put(name, new HashMap<>()));
    }

    public void readReceiver(String destination, Path file) throws IOException {
        for (ReceivedRecord record : ReceivedRecord.read(file)) {
            answers.merge(record.answer(), 1, Integer::sum);
            int number = number(record.id(), "receiver " + destination);
            if (number >= 0 && record.answer().taken()) {
                add(destination, number, Got.webhook(record));
            } else if (number >= 0) {
                add(failedAttempts, number, destination + " " + record);
            }
        }
    }

    public void readArchives(List<ArchivedLine> lines) {
        for (ArchivedLine line : lines) {
            int number = number(line.id(), "archive of replica " + line.replica());
            if (number >= 0) {
                add(EventPlan.ARCHIVE, number, Got.archive(line));
            }
        }
    }

    void add(String destination, int number, Got got) {
        add(deliveries.get(destination), number, got);
    }

    public void readDeadLetters(String queue, List<Amqp.Taken> messages) {
        Map<Integer, List<Dead>> found = deadLetters.computeIfAbsent(queue, absent -> new HashMap<>());
        for (Amqp.Taken message : messages) {
            int number = number(message.text("event_id"), queue);
            if (number >= 0) {
                boolean whole = Arrays.equals(plan.event(number).body(), message.bytes());
                add(found, number, new Dead(message.text("reason"), whole));
            }
        }
    }

    public void readHeld(List<Amqp.Taken> messages) {
        for (Amqp.Taken message : messages) {
            int number = number(message.text("event_id"), EventPlan.HELD);
            if (number >= 0) {
                handedOff.merge(number, 1, Integer::sum);
            }
        }
    }

    /** What had not settled: late, and not lost. */
    public void readWaiting(String queue, List<Amqp.Taken> messages) {
        for (Amqp.Taken message : messages) {
            int number = number(idOf(message), queue);
            if (number >= 0) {
                waiting.computeIfAbsent(queue, absent -> new HashSet<>()).add(number);
            }
        }
    }

    /** In a channel's queue nobody has written the id into a property yet. */
    private static String idOf(Amqp.Taken message) {
        Matcher id = EVENT_ID.matcher(new String(message.bytes(), StandardCharsets.UTF_8));
        return id.find() ? id.group(1) : message.text("event_id");
    }

    /** Whether it still stands in this queue. */
    boolean waits(String queue, int number) {
        return waiting.getOrDefault(queue, Set.of()).contains(number);
    }

    private int number(String id, String where) {
        int number = plan.number(id);
        if (number < 0) {
            strangers.add(id + " in " + where);
        }
        return number;
    }

    private static <T> void add(Map<Integer, List<T>> to, int number, T one) {
        to.computeIfAbsent(number, absent -> new ArrayList<>(1)).add(one);
    }

    List<Got> deliveries(String destination, int number) {
        return deliveries.get(destination).getOrDefault(number, List.of());
    }

    List<Dead> deadLetters(String queue, int number) {
        return deadLetters.getOrDefault(queue, Map.of()).getOrDefault(number, List.of());
    }

    int handedOff(int number) {
        return handedOff.getOrDefault(number, 0);
    }

    public Map<Answer, Integer> answers() {
        return answers;
    }

    /** Ids that were found somewhere and were never sent. */
    public List<String> strangers() {
        return strangers;
    }

    List<String> destinations() {
        return List.copyOf(deliveries.keySet());
    }

    List<String> deadLetterQueues() {
        return List.copyOf(deadLetters.keySet());
    }

    /** Whether any trace of it was found. */
    boolean found(int number) {
        return handedOff.containsKey(number)
                || failedAttempts.containsKey(number)
                || waiting.values().stream().anyMatch(numbers -> numbers.contains(number))
                || deliveries.values().stream().anyMatch(map -> map.containsKey(number))
                || deadLetters.values().stream().anyMatch(map -> map.containsKey(number));
    }

    /** All that is known of an event. */
    List<String> trace(int number) {
        List<String> trace = new ArrayList<>();
        deliveries.forEach((name, map) ->
                map.getOrDefault(number, List.of()).forEach(got -> trace.add(name + " has it: " + got.text())));
        failedAttempts.getOrDefault(number, List.of()).forEach(trace::add);
        deadLetters.forEach(
                (queue, map) -> map.getOrDefault(number, List.of()).forEach(dead -> trace.add(queue + ": " + dead)));
        waiting.forEach((queue, numbers) -> {
            if (numbers.contains(number)) {
                trace.add(queue + ": waits");
            }
        });
        if (handedOff.containsKey(number)) {
            trace.add(EventPlan.HELD + " has it " + handedOff.get(number) + " times");
        }
        return trace;
    }
}
