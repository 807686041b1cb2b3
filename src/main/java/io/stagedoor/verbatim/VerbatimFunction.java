package io.stagedoor.verbatim;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/** Resolves the placeholders in an option before Camel sees what they say, see {@link Verbatim}. */
public record VerbatimFunction(CamelContext camel) implements PropertiesFunction {

    /** What Camel leaves of a placeholder that may be missing, and is. */
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

    /** Makes the options of an endpoint what the route file says. */
    public static void decode(Map<String, Object> parameters) {
        parameters.replaceAll(
                (name, value) -> value instanceof String text ? withoutRaw(Verbatim.decode(text)) : value);
        parameters.values().removeIf(value -> value instanceof String text && text.startsWith(MISSING));
    }

    /** What was needed to the same end before, and may still stand in a route file. */
    private static String withoutRaw(String text) {
        boolean round = text.startsWith("RAW(") && text.endsWith(")");
        boolean curly = text.startsWith("RAW{") && text.endsWith("}");
        return round || curly ? text.substring("RAW(".length(), text.length() - 1) : text;
    }
}
