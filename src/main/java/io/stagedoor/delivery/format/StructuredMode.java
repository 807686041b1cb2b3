package io.stagedoor.delivery.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The structured mode of the CloudEvents 1.0.2 HTTP binding, 3.2, in the JSON format, 3: attributes and data in one
 * JSON object. JSON data is in {@code data}, byte for byte, so that no number and no blank changes; other data is in
 * {@code data_base64}.
 */
final class StructuredMode {

    static final String CONTENT_TYPE = "application/cloudevents+json";

    private StructuredMode() {}

    static Formatted format(CloudEvent event, Content content) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(content.bytes().length + 512);
        json.write('{');
        event.attributes().forEach((name, value) -> member(json, name, value));
        member(json, "datacontenttype", event.dataContentType());
        if (isJson(content)) {
            write(json, "\"data\":");
            json.writeBytes(content.bytes());
        } else {
            write(json, "\"data_base64\":\"" + Base64.getEncoder().encodeToString(content.bytes()) + "\"");
        }
        json.write('}');
        return new Formatted(Map.of(), new Content(json.toByteArray(), CONTENT_TYPE));
    }

    private static void member(ByteArrayOutputStream json, String name, String value) {
        write(
                json,
                "\"" + name + "\":\""
                        + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\",");
    }

    private static void write(ByteArrayOutputStream json, String text) {
        json.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Checks the bytes too: invalid JSON would break the envelope. */
    private static boolean isJson(Content content) {
        if (!content.contentType().matches("(?i)[^;]*[/+]json\\s*(;.*)?")) {
            return false;
        }
        try {
            EventJson.parse(content.bytes());
            return true;
        } catch (NotJson e) {
            return false;
        }
    }
}
