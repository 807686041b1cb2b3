package io.stagedoor.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.event.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One event of the channel {@code stagedoor/operator}, as {@code operator-events.asyncapi.yaml} describes it.
 *
 * @param action what happened, see {@link Kind}
 * @param over whether the trouble has ended
 * @param trouble what it is about
 * @param subjects of an event that tells trouble of several, all of them; {@code trouble} is that of the first. Empty for
 *     any other
 * @param id the same from every replica, for the same installation, action, subject and interval
 */
record OperatorEvent(
        String action, boolean over, Trouble trouble, List<String> subjects, String source, Instant at, String id) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How many of several subjects the text names. */
    private static final int NAMED = 20;

    /** @param interval the number of the interval that it happened in */
    static OperatorEvent begins(Trouble trouble, String source, Instant at, long interval) {
        return of(trouble.kind().begins(), false, trouble, source, at, interval);
    }

    /** For trouble that has an end. */
    static OperatorEvent ends(Trouble trouble, String source, Instant at, long interval) {
        return of(trouble.kind().ends().orElseThrow(), true, trouble, source, at, interval);
    }

    /**
     * One event in the place of several with the same action. Its id is made of theirs.
     *
     * @param events at least one
     */
    static OperatorEvent ofSeveral(List<OperatorEvent> events, Instant at) {
        OperatorEvent first = events.get(0);
        if (events.size() == 1) {
            return first;
        }
        List<String> subjects =
                events.stream().map(event -> event.trouble().subject()).toList();
        String others = subjects.stream().skip(1).limit(NAMED).collect(Collectors.joining(", "));
        Trouble trouble = first.trouble();
        Trouble together = new Trouble(
                trouble.kind(),
                trouble.subject(),
                trouble.text() + " (and the same of " + (subjects.size() - 1) + " more: " + others
                        + (subjects.size() - 1 > NAMED ? ", …" : "") + ")",
                trouble.since(),
                trouble.error(),
                sum(events));
        String ids = events.stream().map(OperatorEvent::id).collect(Collectors.joining("\n"));
        return new OperatorEvent(first.action(), first.over(), together, subjects, first.source(), at, uuid(ids));
    }

    private static Long sum(List<OperatorEvent> events) {
        return events.get(0).trouble().count() == null
                ? null
                : Long.valueOf(events.stream()
                        .mapToLong(event -> event.trouble().count())
                        .sum());
    }

    private static OperatorEvent of(
            String action, boolean over, Trouble trouble, String source, Instant at, long interval) {
        String name = String.join("\n", source, action, trouble.subject(), Long.toString(interval));
        return new OperatorEvent(action, over, trouble, List.of(), source, at, uuid(name));
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The event as JSON in UTF-8. */
    byte[] json() {
        ObjectNode event = JSON.createObjectNode().put("topic", "stagedoor");
        ObjectNode payload = event.putObject("eventPayload")
                .put("action", action)
                .put("state", over ? "over" : "trouble")
                .put("subject", trouble.subject())
                .put("text", trouble.text());
        if (!subjects.isEmpty()) {
            subjects.forEach(payload.putArray("subjects")::add);
        }
        if (trouble.since() != null) {
            payload.put("since", Timestamp.of(trouble.since()));
        }
        if (trouble.error() != null) {
            payload.put("error", trouble.error());
        }
        if (trouble.count() != null) {
            payload.put("count", trouble.count());
        }
        event.putObject("metadata").put("source", source).put("eventId", id).put("timestamp", Timestamp.of(at));
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }
}
