package io.stagedoor.ingress.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes events out of CloudEvents: their data is the event, byte for byte, and their id its id if the event has none of
 * its own. CloudEvents 1.0.2 with the HTTP binding, 3, and the JSON format, 3.
 */
final class CloudEvents {

    private static final String VERSION = "1.0";
    private static final String KEYWORD = "cloudevents";
    private static final List<String> REQUIRED = List.of("id", "source", "type");

    private CloudEvents() {}

    /** From the JSON of one event. */
    static Candidate structured(byte[] envelope) {
        JsonNode json;
        try {
            json = EventJson.parse(envelope);
        } catch (NotJson e) {
            return Candidate.broken(e.pointer(), e.keyword(), e.getMessage());
        }
        if (!json.isObject()) {
            return Candidate.broken("", KEYWORD, "a CloudEvent is a JSON object");
        }
        Optional<Candidate> broken = broken(name -> text(json.get(name)), "/");
        if (broken.isPresent()) {
            return broken.get();
        }
        String type = text(json.get("datacontenttype"));
        if (json.hasNonNull("datacontenttype") && (type == null || !BodyForm.isJson(type))) {
            return Candidate.broken("/datacontenttype", KEYWORD, "the data of an event can be JSON alone");
        }
        return data(envelope, json);
    }

    private static Candidate data(byte[] envelope, JsonNode json) {
        String id = json.get("id").textValue();
        boolean encoded = json.hasNonNull("data_base64");
        if (encoded == json.has("data")) {
            return Candidate.broken("", KEYWORD, "a CloudEvent has its event in data or in data_base64");
        }
        if (!encoded) {
            byte[] data = JsonSlices.member(envelope, "data").orElseThrow();
            return Candidate.ofCloudEvent(data, id, "/data");
        }
        try {
            // A fault's pointer leads into what it decodes to.
            return Candidate.ofCloudEvent(
                    Base64.getDecoder().decode(json.get("data_base64").asText()), id, "");
        } catch (IllegalArgumentException e) {
            return Candidate.broken("/data_base64", KEYWORD, "data_base64 is not base64");
        }
    }

    /**
     * From the body and the headers {@code ce-…}.
     *
     * @param header the value of a header, or null
     */
    static Candidate binary(Function<String, String> header, byte[] body) {
        Optional<Candidate> broken = broken(name -> decoded(header.apply("ce-" + name)), "ce-");
        return broken.orElseGet(() -> Candidate.ofCloudEvent(body, decoded(header.apply("ce-id")), ""));
    }

    /** @param place what stands before the name of an attribute where it was sent */
    private static Optional<Candidate> broken(Function<String, String> attribute, String place) {
        String version = attribute.apply("specversion");
        if (!VERSION.equals(version)) {
            return Optional.of(attribute(place, "specversion", "has to be \"1.0\""));
        }
        return REQUIRED.stream()
                .filter(name -> {
                    String value = attribute.apply(name);
                    return value == null || value.isEmpty();
                })
                .map(name -> attribute(place, name, "is missing, or is no text"))
                .findFirst();
    }

    private static Candidate attribute(String place, String name, String why) {
        String pointer = place.equals("/") ? place + name : "";
        return Candidate.broken(pointer, KEYWORD, place.replace("/", "") + name + " " + why);
    }

    private static String text(JsonNode node) {
        return node == null ? null : node.textValue();
    }

    /** HTTP binding, 3.1.3.2: percent-encoded, and a plus sign is one. */
    private static String decoded(String value) {
        if (value == null || value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return value;
        }
    }
}
