package io.stagedoor.testing.receiver;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A collector of traces: OTLP over HTTP in protobuf, read with OpenTelemetry's own classes. */
public final class Collector implements AutoCloseable {

    /**
     * @param parent id of the parent span; empty for a root
     * @param error whether its status is an error
     * @param links ids of the linked spans
     */
    public record Span(
            String trace,
            String id,
            String parent,
            String name,
            String kind,
            boolean error,
            Map<String, Object> attributes,
            List<String> links,
            long began,
            long ended) {}

    private final HttpServer server;
    private final Queue<ExportTraceServiceRequest> received = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;
    private volatile boolean hangs;

    public Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v1/traces", this::handle);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Answers this from now on, and keeps nothing unless it is 200. */
    public void answers(int status) {
        this.status = status;
    }

    /** Takes requests from now on, and never answers them. */
    public void hangs() {
        hangs = true;
    }

    /** How many requests came, whatever became of them. */
    public int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            if (hangs) {
                closed.await();
            }
            if (status == 200) {
                received.add(ExportTraceServiceRequest.parseFrom(body));
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InvalidProtocolBufferException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Everything that came, as text: to look for what must not be in it. */
    public String text() {
        return received.toString();
    }

    /** The attributes of the program that the spans come from. */
    public Map<String, Object> resource() {
        return attributes(received.element().getResourceSpans(0).getResource().getAttributesList());
    }

    public List<Span> spans() {
        return raw().map(Collector::span).toList();
    }

    private Stream<io.opentelemetry.proto.trace.v1.Span> raw() {
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream());
    }

    /** The trace in the JSON encoding of OTLP, in the order in which its spans began. */
    public JsonNode json(String trace) {
        return OtlpJson.of(
                received.element().getResourceSpans(0).getResource(),
                raw().filter(span -> hex(span.getTraceId()).equals(trace))
                        .sorted(Comparator.comparing(io.opentelemetry.proto.trace.v1.Span::getStartTimeUnixNano))
                        .toList());
    }

    public List<Span> trace(String id) {
        return spans().stream().filter(span -> span.trace().equals(id)).toList();
    }

    private static Span span(io.opentelemetry.proto.trace.v1.Span span) {
        return new Span(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStatus().getCodeValue() == 2,
                attributes(span.getAttributesList()),
                span.getLinksList().stream().map(link -> hex(link.getSpanId())).toList(),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano());
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static Map<String, Object> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(toMap(KeyValue::getKey, attribute -> value(attribute.getValue())));
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> value.getIntValue();
            case BOOL_VALUE -> value.getBoolValue();
            default -> value.toString();
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
