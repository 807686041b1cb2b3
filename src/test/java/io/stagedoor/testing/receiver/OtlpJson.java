package io.stagedoor.testing.receiver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;

/** OTLP in its JSON encoding: ids are hexadecimal, numbers of 64 bits are text, enumerations are numbers. */
final class OtlpJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OtlpJson() {}

    /** One request with these spans. */
    static ObjectNode of(Resource resource, List<Span> spans) {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode from = request.putArray("resourceSpans").addObject();
        attributes(from.putObject("resource"), resource.getAttributesList());
        ArrayNode all = from.putArray("scopeSpans").addObject().putArray("spans");
        spans.forEach(span -> all.add(span(span)));
        return request;
    }

    private static ObjectNode span(Span span) {
        ObjectNode json = JSON.createObjectNode()
                .put("traceId", hex(span.getTraceId()))
                .put("spanId", hex(span.getSpanId()))
                .put("parentSpanId", hex(span.getParentSpanId()))
                .put("name", span.getName())
                .put("kind", span.getKindValue())
                .put("startTimeUnixNano", Long.toUnsignedString(span.getStartTimeUnixNano()))
                .put("endTimeUnixNano", Long.toUnsignedString(span.getEndTimeUnixNano()));
        attributes(json, span.getAttributesList());
        if (span.getLinksCount() > 0) {
            ArrayNode links = json.putArray("links");
            span.getLinksList().forEach(link -> links.addObject()
                    .put("traceId", hex(link.getTraceId()))
                    .put("spanId", hex(link.getSpanId())));
        }
        ObjectNode status = json.putObject("status");
        if (span.getStatus().getCodeValue() != 0) {
            status.put("code", span.getStatus().getCodeValue());
        }
        return json;
    }

    private static void attributes(ObjectNode of, List<KeyValue> attributes) {
        ArrayNode all = of.putArray("attributes");
        attributes.forEach(
                each -> value(all.addObject().put("key", each.getKey()).putObject("value"), each.getValue()));
    }

    private static void value(ObjectNode json, AnyValue value) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> json.put("stringValue", value.getStringValue());
            case INT_VALUE -> json.put("intValue", Long.toString(value.getIntValue()));
            case BOOL_VALUE -> json.put("boolValue", value.getBoolValue());
            case DOUBLE_VALUE -> json.put("doubleValue", value.getDoubleValue());
            case ARRAY_VALUE -> {
                ArrayNode values = json.putObject("arrayValue").putArray("values");
                value.getArrayValue().getValuesList().forEach(one -> value(values.addObject(), one));
            }
            default -> throw new IllegalArgumentException("no attribute of this program has such a value: " + value);
        }
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
