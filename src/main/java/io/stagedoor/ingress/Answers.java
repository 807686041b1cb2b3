package io.stagedoor.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.ingress.Refusal.Why;
import io.stagedoor.ingress.body.Fault;
import io.stagedoor.ingress.body.IncomingEvent;
import io.stagedoor.ingress.body.UnreadableBody;
import io.stagedoor.ingress.sending.Outcome;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers to a request whose body was read. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Seconds. Pressure passes at once, a full disk does not. */
    private static final int SOON = 1;

    private static final int LATER = 30;

    private Answers() {}

    static Response accepted(List<IncomingEvent> events) {
        ObjectNode answer = JSON.createObjectNode().put("accepted", events.size());
        ArrayNode ids = answer.putArray("eventIds");
        events.forEach(event -> ids.add(event.id()));
        return Response.accepted(answer.toString())
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .build();
    }

    /** @param outcome any but ACCEPTED */
    static Refusal of(Outcome outcome) {
        String repeat = outcome.detail() + "; send it again: what came twice is dropped by its event id";
        return switch (outcome.kind()) {
            case PRESSURE -> new Refusal(Why.PRESSURE, repeat, SOON);
            case REFUSED -> new Refusal(Why.REFUSED, repeat, LATER);
            case AWAY -> new Refusal(Why.AWAY, repeat, SOON);
            case ACCEPTED -> throw new IllegalArgumentException("accepted events are no failure");
        };
    }

    static Refusal of(UnreadableBody e) {
        Why why =
                switch (e.kind()) {
                    case INVALID -> Why.INVALID;
                    case TOO_LARGE -> Why.TOO_LARGE;
                    case UNSUPPORTED -> Why.UNSUPPORTED;
                };
        return new Refusal(why, e.getMessage(), 0, members(e.faults()));
    }

    /** {@code pointer} and {@code keyword} of the first fault, and {@code errors} with all that were found. */
    private static Map<String, Object> members(List<Fault> faults) {
        if (faults.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("pointer", faults.get(0).pointer());
        members.put("keyword", faults.get(0).keyword());
        members.put("errors", faults.stream().map(Answers::error).toList());
        return members;
    }

    private static Map<String, Object> error(Fault fault) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("index", fault.index());
        error.put("pointer", fault.pointer());
        error.put("keyword", fault.keyword());
        error.put("detail", fault.detail());
        return error;
    }
}
