package io.stagedoor.event;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Strict JSON: the one parser of events.
 *
 * <p>It accepts RFC 8259, but is stricter where parsers disagree, because the bytes go to receivers unchanged: exactly
 * one value, well-formed UTF-8 without a byte order mark, no key twice in one object, at most {@value #MAX_DEPTH}
 * levels, numbers of at most {@value #MAX_DIGITS} digits when written out. Escaped lone surrogates ({@code "\ud800"})
 * are valid: RFC 8259 section 8.2 allows them. Decimal numbers keep every digit.
 */
public final class EventJson {
    static final int MAX_DEPTH = 200;
    static final int MAX_DIGITS = 1000;

    // Without canonical names: keys come from strangers, and must not fill a table that is never cleared.
    private static final JsonFactory STRICT = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .errorReportConfiguration(ErrorReportConfiguration.builder()
                    .maxErrorTokenLength(JsonTree.SNIPPET)
                    .build())
            .build();

    private EventJson() {}

    /**
     * Parses the whole of {@code utf8}.
     *
     * @throws NotJson when the bytes are not one strict JSON value; the message has line, column and cause
     */
    public static JsonNode parse(byte[] utf8) throws NotJson {
        char[] text = Utf8.decode(utf8);
        try (JsonParser parser = STRICT.createParser(text)) {
            try {
                return onlyValue(parser);
            } catch (JacksonException e) {
                throw notJson(parser, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private static JsonNode onlyValue(JsonParser parser) throws IOException, NotJson {
        if (parser.nextToken() == null) {
            throw new NotJson(1, 1, "", "the text is empty; an event is one JSON value");
        }
        JsonNode value = new JsonTree(parser).value();
        if (parser.nextToken() != null) {
            JsonLocation at = parser.currentTokenLocation();
            throw new NotJson(at.getLineNr(), at.getColumnNr(), "", "a second value follows; one event is one value");
        }
        return value;
    }

    private static NotJson notJson(JsonParser parser, JacksonException e) {
        JsonLocation at = e.getLocation();
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return new NotJson(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), pointer, cause(e));
    }

    private static String cause(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            String limit = e.getOriginalMessage();
            return limit.contains("nesting")
                    ? "nested deeper than " + MAX_DEPTH + " levels"
                    : limit.contains("Number") ? JsonTree.TOO_MANY_DIGITS : "a key or a text is too long";
        }
        // Removes the parser's hints about its own options, which a user cannot set.
        return e instanceof JsonEOFException
                ? "the text ends before the value does"
                : e.getOriginalMessage()
                        .replaceAll(" \\(code \\d+\\)", "")
                        .replaceAll("(: enable `| \\(not recognized).*", "");
    }
}
