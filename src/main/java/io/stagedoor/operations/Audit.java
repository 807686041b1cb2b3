package io.stagedoor.operations;

import io.stagedoor.text.Snippet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes one line for each action of a person or program, to the logger {@code io.stagedoor.audit}:
 *
 * <pre>
 *   action=pause who="ci" role=operator on="cmdb" outcome=done
 * </pre>
 *
 * A value never has a line break, a control character or more than {@value #LONGEST} characters. No secret and no body
 * of an event may be given to it.
 */
public final class Audit {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.audit");
    private static final int LONGEST = 300;

    private Audit() {}

    /**
     * @param action such as {@code pause}
     * @param on the destination, the event, or which dead letters
     * @param outcome {@code done}, {@code refused}, {@code failed}, …
     */
    public static void write(String action, Actor who, String on, String outcome) {
        write(action, who, on, outcome, Map.of());
    }

    /** @param more such as how many; in this order */
    public static void write(String action, Actor who, String on, String outcome, Map<String, ?> more) {
        LOG.info(line(action, who, on, outcome, more));
    }

    static String line(String action, Actor who, String on, String outcome, Map<String, ?> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", action);
        fields.put("who", quoted(who.name()));
        fields.put("role", who.role());
        fields.put("on", quoted(on));
        fields.put("outcome", outcome);
        more.forEach(
                (name, value) -> fields.put(name, value instanceof Number ? value : quoted(String.valueOf(value))));
        StringBuilder line = new StringBuilder();
        fields.forEach((name, value) ->
                line.append(line.isEmpty() ? "" : " ").append(name).append('=').append(value));
        return line.toString();
    }

    private static String quoted(String text) {
        return '"' + Snippet.of(text, LONGEST).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
