package io.stagedoor.verbatim;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/** Resolves the placeholders in an option and encodes the result before Camel reads it, see {@link Verbatim}. */
public record VerbatimFunction(CamelContext camel) implements PropertiesFunction {

    /** The start of what Camel leaves for an optional placeholder without a value. */
    private static final String MISSING = "{{?";

    @Override
    public String getName() {
        return Verbatim.FUNCTION;
    }

    @Override
    public String apply(String remainder) {
        return Verbatim.encode(
                camel.getCamelContextExtension().resolvePropertyPlaceholders(Verbatim.read(remainder), true));
    }

    /** Decodes the options of an endpoint. */
    public static void decode(Map<String, Object> parameters) {
        parameters.replaceAll(
                (name, value) -> value instanceof String text ? withoutRaw(Verbatim.decode(text)) : value);
        parameters.values().removeIf(value -> value instanceof String text && text.startsWith(MISSING));
    }

    /** Removes RAW(…), Camel's own way to protect an option, which route files may still use. */
    private static String withoutRaw(String text) {
        boolean round = text.startsWith("RAW(") && text.endsWith(")");
        boolean curly = text.startsWith("RAW{") && text.endsWith("}");
        return round || curly ? text.substring("RAW(".length(), text.length() - 1) : text;
    }
}
