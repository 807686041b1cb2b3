package io.stagedoor.broker.queue;

import static java.util.stream.Collectors.joining;

import java.util.Collection;

/** Builds selectors in the syntax of JMS (Jakarta Messaging 3.1, 3.8.1.1). */
public final class Selector {

    private Selector() {}

    /** Messages whose application property has one of the values, of which there must be at least one. */
    public static String in(String property, Collection<String> values) {
        return values.stream().map(Selector::literal).collect(joining(",", property + " IN (", ")"));
    }

    /** Messages that have the application property. */
    public static String isThere(String property) {
        return property + " IS NOT NULL";
    }

    public static String isMissing(String property) {
        return property + " IS NULL";
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
