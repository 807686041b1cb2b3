package io.stagedoor.ingress.body;

import io.stagedoor.ingress.body.UnreadableBody.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts a request into its events. */
final class Batches {

    /** Events in one request. */
    static final int MOST_EVENTS = 1_000;

    private Batches() {}

    static List<Candidate> of(BodyForm form, Function<String, String> header, byte[] body) throws UnreadableBody {
        List<Candidate> events =
                switch (form) {
                    case JSON ->
                        JsonSlices.isArray(body) ? elements(body, Candidate::event) : List.of(Candidate.event(body));
                    case LINES -> lines(body);
                    case CLOUDEVENT -> List.of(CloudEvents.structured(body));
                    case CLOUDEVENTS -> elements(body, CloudEvents::structured);
                    case BINARY_CLOUDEVENT -> List.of(CloudEvents.binary(header, body));
                };
        if (events.size() > MOST_EVENTS) {
            throw new UnreadableBody(
                    Kind.TOO_LARGE, "a batch has at most " + MOST_EVENTS + " events: send it in parts");
        }
        if (events.isEmpty()) {
            throw invalid("json", "the batch has no event");
        }
        return events;
    }

    private static List<Candidate> elements(byte[] body, Function<byte[], Candidate> reader) throws UnreadableBody {
        if (!JsonSlices.isArray(body)) {
            throw invalid("json", "a batch is a JSON array");
        }
        try {
            return JsonSlices.elements(body, MOST_EVENTS).stream()
                    .map(element -> element.length == 0
                            ? Candidate.broken("", "json", "an element of the array is missing")
                            : reader.apply(element))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw invalid("json", e.getMessage());
        }
    }

    /** Empty lines are none. */
    private static List<Candidate> lines(byte[] body) {
        List<Candidate> events = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= body.length && events.size() <= MOST_EVENTS; at++) {
            if (at == body.length || body[at] == '\n') {
                byte[] line = JsonSlices.trimmed(body, from, at);
                if (line.length > 0) {
                    events.add(Candidate.event(line));
                }
                from = at + 1;
            }
        }
        return events;
    }

    private static UnreadableBody invalid(String keyword, String why) {
        return new UnreadableBody(Kind.INVALID, why, 1, List.of(new Fault(0, "", keyword, why)));
    }
}
