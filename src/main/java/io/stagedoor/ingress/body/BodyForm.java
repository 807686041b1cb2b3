package io.stagedoor.ingress.body;

import io.stagedoor.ingress.body.UnreadableBody.Kind;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How the events stand in a request: what {@code Content-Type} and the headers of CloudEvents say. */
enum BodyForm {
    /** An event, or an array of events. */
    JSON,
    /** An event on each line. */
    LINES,
    CLOUDEVENT,
    CLOUDEVENTS,
    /** The attributes in headers, the event in the body. */
    BINARY_CLOUDEVENT;

    /** RFC 6839, 3.1. */
    private static final Pattern IS_JSON =
            Pattern.compile("application/([a-z0-9!#$&^_.-]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private static final String REMEDY = "send application/json, application/x-ndjson, application/cloudevents+json"
            + " or application/cloudevents-batch+json";

    /** @param header the value of a header, or null */
    static BodyForm of(Function<String, String> header) throws UnreadableBody {
        String encoding = header.apply("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw unsupported("the body cannot have a Content-Encoding: send it as it is");
        }
        String named = header.apply("Content-Type");
        if (named == null || named.isBlank()) {
            throw unsupported("the Content-Type is missing: " + REMEDY);
        }
        String[] part = named.toLowerCase(Locale.ROOT).split(";");
        for (int i = 1; i < part.length; i++) {
            if (part[i].strip().startsWith("charset")
                    && !part[i].replaceAll("[\\s\"]", "").equals("charset=utf-8")) {
                throw unsupported("the charset can be UTF-8 alone");
            }
        }
        return of(part[0].strip(), header.apply("ce-specversion") != null || header.apply("ce-id") != null);
    }

    private static BodyForm of(String type, boolean attributes) throws UnreadableBody {
        if (type.startsWith("application/cloudevents")) {
            return switch (type) {
                case "application/cloudevents+json" -> CLOUDEVENT;
                case "application/cloudevents-batch+json" -> CLOUDEVENTS;
                default -> throw unsupported("CloudEvents can come as JSON alone: " + REMEDY);
            };
        }
        if (isJson(type)) {
            return attributes ? BINARY_CLOUDEVENT : JSON;
        }
        return switch (type) {
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" -> LINES;
            default -> throw unsupported("events cannot have this Content-Type: " + REMEDY);
        };
    }

    /** Whether the media type is JSON. */
    static boolean isJson(String type) {
        return IS_JSON.matcher(type).matches();
    }

    private static UnreadableBody unsupported(String why) {
        return new UnreadableBody(Kind.UNSUPPORTED, why);
    }
}
