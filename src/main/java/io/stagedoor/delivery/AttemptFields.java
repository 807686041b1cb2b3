package io.stagedoor.delivery;

import io.stagedoor.text.Visible;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;

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
     * Writes the line. Its record has the fields, not the thread: Vert.x' threads keep no MDC.
     *
     * @param before what happened, in words
     * @param after a remark, or empty
     */
    void log(Logger log, Level level, String before, String after) {
        if (!log.isLoggable(level)) {
            return;
        }
        String text = fields.isEmpty() ? before + after : before + " " + this + after;
        ExtLogRecord line = new ExtLogRecord(level, text, FormatStyle.NO_FORMAT, Logger.class.getName());
        line.setLoggerName(log.getName());
        fields.forEach(line::putMdc);
        log.log(line);
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
