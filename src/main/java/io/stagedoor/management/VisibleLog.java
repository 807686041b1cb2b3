package io.stagedoor.management;

import io.quarkus.logging.LoggingFilter;
import io.stagedoor.start.CertificateFault;
import io.stagedoor.text.Visible;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Writes out control characters in every line of the log, so that a line cannot control a terminal, and one line for
 * certificates that cannot be used, in place of a stack trace. It drops no line.
 */
@LoggingFilter(name = "visible")
public final class VisibleLog implements Filter {

    @Override
    public boolean isLoggable(LogRecord log) {
        if (log instanceof ExtLogRecord line) {
            CertificateFault.line(line.getThrown()).ifPresent(fault -> {
                line.setMessage(fault, FormatStyle.NO_FORMAT);
                line.setThrown(null);
            });
            String message = String.valueOf(line.getFormattedMessage());
            String visible = Visible.of(message);
            String trace = trace(line.getThrown());
            String visibleTrace = Visible.of(trace);
            boolean sameTrace = visibleTrace.equals(trace);
            if (!sameTrace || !visible.equals(message)) {
                line.setMessage(
                        sameTrace ? visible : visible + System.lineSeparator() + visibleTrace, FormatStyle.NO_FORMAT);
                line.setThrown(sameTrace ? line.getThrown() : null);
            }
        }
        return true;
    }

    private static String trace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
