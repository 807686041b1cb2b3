package io.stagedoor.delivery;

import io.stagedoor.text.Visible;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Names and values of one line of the log: as {@code name=value} in its text, and as keys of their own in a JSON log,
 * which takes them from the MDC.
 */
final class AttemptFields {

    private final Map<String, String> fields = new LinkedHashMap<>();

    /** @param value null to leave it out */
    AttemptFields with(String name, Object value) {
        if (value != null) {
            fields.put(name, Visible.of(value.toString()));
        }
        return this;
    }

    /**
     * Writes the line.
     *
     * @param before what happened, in words
     * @param after a remark, or empty
     */
    void log(Logger log, Logger.Level level, String before, String after) {
        if (!log.isEnabled(level)) {
            return;
        }
        fields.forEach(MDC::put);
        try {
            log.log(level, before + " " + this + after);
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private static String quoted(String value) {
        boolean plain = !value.isEmpty() && value.chars().noneMatch(each -> each <= ' ' || each == '"' || each == '=');
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + quoted(each.getValue()))
                .collect(Collectors.joining(" "));
    }
}
