package io.stagedoor.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Finds the place of the value in a text that a JSON pointer names. */
public final class JsonPlaces {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonPlaces() {}

    /**
     * The place of the first character of the value.
     *
     * @param pointer RFC 6901; if the text has no such value, its nearest existing ancestor counts
     * @return empty when the text is not JSON up to there
     */
    public static Optional<TextPlace> find(String text, String pointer) {
        TextPlace nearest = null;
        int matched = -1;
        try (JsonParser parser = FACTORY.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isScalarValue() && !token.isStructStart()) {
                    continue;
                }
                String here = pointer(parser, token);
                if (here.length() > matched && (pointer + "/").startsWith(here + "/")) {
                    matched = here.length();
                    JsonLocation at = parser.currentTokenLocation();
                    nearest = new TextPlace(at.getLineNr(), at.getColumnNr());
                }
                if (matched == pointer.length()) {
                    break;
                }
            }
        } catch (IOException noJson) {
            // Returns the best place before the fault.
            return Optional.ofNullable(nearest);
        }
        return Optional.ofNullable(nearest);
    }

    private static String pointer(JsonParser parser, JsonToken token) {
        var context = token.isStructStart() ? parser.getParsingContext().getParent() : parser.getParsingContext();
        return context.pathAsPointer().toString();
    }
}
