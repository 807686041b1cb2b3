package io.stagedoor.tracing;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.stagedoor.text.Snippet;
import io.stagedoor.watch.RepeatedLines;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collection;
import org.jboss.logging.Logger;

/** Logs why spans are lost, once a minute for each cause, without a stack trace. */
final class LoggedExporter implements SpanExporter {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.tracing");
    private static final int LONGEST = 200;

    private final SpanExporter exporter;
    private final RepeatedLines lines = new RepeatedLines(Duration.ofMinutes(1), 20, System::nanoTime);

    LoggedExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (!result.isSuccess()) {
                log(spans.size(), cause(result.getFailureThrowable()));
            }
        });
    }

    private void log(int spans, String cause) {
        lines.ask(cause)
                .ifPresent(before -> LOG.warnf(
                        "traces: %d spans are lost, and no event is: the collector of otel.exporter.otlp.endpoint does"
                                + " not take them: %s%s",
                        spans, cause, before == 0 ? "" : " (and " + before + " more times since the last such line)"));
    }

    private static String cause(Throwable failure) {
        if (failure instanceof HttpExportException http && http.getResponse() != null) {
            return "HTTP " + http.getResponse().statusCode();
        }
        Throwable cause = failure;
        while (!(cause instanceof IOException) && cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return "no connection";
        }
        return cause instanceof HttpTimeoutException ? "no answer in time" : Snippet.of(String.valueOf(cause), LONGEST);
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
