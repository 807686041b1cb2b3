/**
 * Traces, by OpenTelemetry: the spans of this program, and their way to a collector.
 *
 * <pre>
 *  producer ─▶ process backstage/… ─▶ send deliver/x ─▶ process deliver/x ─▶ POST, or archive
 *                     ╎                                 one for each attempt      │
 *                  commit, linked with every event in it             traceparent ─┴▶ receiver
 * </pre>
 *
 * <p>The trace context travels in the application properties {@code traceparent} and {@code tracestate} (W3C Trace
 * Context). Without a collector there are no spans, and the producer's context goes through unchanged. A span has no
 * body, no header, no path of a URL and no secret. Knows {@code watch}; no queue, no route and no way to deliver.
 */
package io.stagedoor.tracing;
