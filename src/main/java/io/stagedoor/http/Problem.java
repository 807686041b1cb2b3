package io.stagedoor.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Problem details of an HTTP answer, RFC 9457. Its type is {@code about:blank}: the status says what kind it is.
 *
 * @param title the name of the status
 * @param detail what is wrong with this request, and what to do
 * @param more further members, such as {@code pointer} and {@code keyword}
 */
public record Problem(int status, String title, String detail, Map<String, Object> more) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Problem {
        more = new LinkedHashMap<>(more);
    }

    public Problem(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    /** The JSON object, RFC 9457, 3. */
    public String json() {
        ObjectNode object = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        more.forEach((name, value) -> object.set(name, JSON.valueToTree(value)));
        return object.toString();
    }
}
