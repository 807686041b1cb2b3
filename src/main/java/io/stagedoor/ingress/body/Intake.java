package io.stagedoor.ingress.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.schema.Violation;
import io.stagedoor.event.EventId;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import io.stagedoor.ingress.body.UnreadableBody.Kind;
import io.stagedoor.text.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes the events out of a request, all of them or none.
 *
 * <pre>
 *   headers, bytes ─▶ form ─▶ candidates ─▶ size, JSON, schema of each ─▶ events
 *                       └──────────┴─────────────────┴─▶ UnreadableBody, with at most 20 faults
 * </pre>
 */
public final class Intake {

    public static final int MOST_EVENTS = Batches.MOST_EVENTS;

    static final int MOST_FAULTS = 20;

    private final int largestEvent;

    /** @param largestEvent bytes */
    public Intake(int largestEvent) {
        this.largestEvent = largestEvent;
    }

    /**
     * @param header the value of a header, or null
     * @param key what the request is known by if it comes again; null if there is nothing
     */
    public List<IncomingEvent> read(Channel channel, Function<String, String> header, String key, byte[] body)
            throws UnreadableBody {
        List<Candidate> candidates = Batches.of(BodyForm.of(header), header, body);
        List<IncomingEvent> events = new ArrayList<>(candidates.size());
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < candidates.size() && faults.size() < MOST_FAULTS; i++) {
            Candidate candidate = candidates.get(i);
            String shared = key == null || candidates.size() == 1 ? key : key + ":" + i;
            String id = candidate.id() == null ? shared : candidate.id();
            Optional<JsonNode> json = valid(candidate, i, channel, faults);
            json.ifPresent(event -> events.add(event(event, id, channel, candidate)));
        }
        if (!faults.isEmpty()) {
            throw invalid(candidates.size(), faults);
        }
        return events;
    }

    /** Its JSON; empty if it has a fault, which is added to the others. */
    private Optional<JsonNode> valid(Candidate candidate, int index, Channel channel, List<Fault> faults)
            throws UnreadableBody {
        if (candidate.fault().isPresent()) {
            faults.add(candidate.fault().get().at(index));
            return Optional.empty();
        }
        if (candidate.bytes().length > largestEvent) {
            throw new UnreadableBody(
                    Kind.TOO_LARGE,
                    "event " + index + " has " + candidate.bytes().length + " bytes; at most " + largestEvent
                            + " are allowed (stagedoor.contract.largest-event)");
        }
        try {
            JsonNode json = EventJson.parse(candidate.bytes());
            List<Violation> violations = channel.schema().validate(json);
            violations.stream()
                    .limit((long) MOST_FAULTS - faults.size())
                    .map(found ->
                            new Fault(index, candidate.within() + found.pointer(), found.keyword(), found.message()))
                    .forEach(faults::add);
            return violations.isEmpty() ? Optional.of(json) : Optional.empty();
        } catch (NotJson e) {
            faults.add(new Fault(index, candidate.within() + e.pointer(), e.keyword(), e.getMessage()));
            return Optional.empty();
        }
    }

    private static IncomingEvent event(JsonNode json, String id, Channel channel, Candidate candidate) {
        return new IncomingEvent(EventId.of(json, id, channel.address(), candidate.bytes()), candidate.bytes());
    }

    private static UnreadableBody invalid(int events, List<Fault> faults) {
        Fault first = faults.get(0);
        String where = first.pointer().isEmpty() ? "" : first.pointer() + " ";
        String which = events == 1
                ? "the event is invalid: "
                : "of " + Plural.of(events, "event", "events") + " none was sent; event " + first.index()
                        + " is invalid: ";
        return new UnreadableBody(Kind.INVALID, which + where + first.detail(), events, faults);
    }
}
