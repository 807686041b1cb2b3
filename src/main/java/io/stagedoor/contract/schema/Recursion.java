package io.stagedoor.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds cycles in the references between the definitions of a schema.
 *
 * <pre>
 *  A ─allOf─▶ B ─if─▶ A             endless: the same value is checked against A for ever
 *  A ─properties/child─▶ A          recursive: ends where the event ends
 * </pre>
 */
final class Recursion {
    private static final String DEFINITION = "#/definitions/";
    /** Keywords that apply a schema to the same value, not to a part of it. */
    private static final List<String> IN_PLACE =
            List.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependencies");

    private final Map<String, Set<String>> inPlace = new LinkedHashMap<>();
    private final Map<String, Set<String>> all = new LinkedHashMap<>();

    Recursion(JsonNode definitions) {
        definitions.fieldNames().forEachRemaining(name -> {
            sameValue(definitions.get(name), inPlace.computeIfAbsent(name, n -> new HashSet<>()));
            anywhere(definitions.get(name), all.computeIfAbsent(name, n -> new HashSet<>()));
        });
    }

    /** A definition whose check never ends, if there is one. */
    Optional<String> endless() {
        return cycle(inPlace);
    }

    boolean recursive() {
        return cycle(all).isPresent();
    }

    private static void sameValue(JsonNode schema, Set<String> refs) {
        add(schema, refs);
        for (String keyword : IN_PLACE) {
            JsonNode value = schema.path(keyword);
            if (value.isObject() && !keyword.equals("dependencies")) {
                sameValue(value, refs);
            } else {
                value.forEach(each -> sameValue(each, refs));
            }
        }
    }

    private static void anywhere(JsonNode schema, Set<String> refs) {
        add(schema, refs);
        schema.forEach(each -> anywhere(each, refs));
    }

    private static void add(JsonNode schema, Set<String> refs) {
        String ref = schema.path("$ref").asText("");
        if (ref.startsWith(DEFINITION)) {
            refs.add(ref.substring(DEFINITION.length()));
        }
    }

    private static Optional<String> cycle(Map<String, Set<String>> edges) {
        Map<String, Boolean> finished = new HashMap<>();
        return edges.keySet().stream()
                .filter(name -> leadsBack(name, edges, finished))
                .findFirst();
    }

    private static boolean leadsBack(String name, Map<String, Set<String>> edges, Map<String, Boolean> finished) {
        Boolean known = finished.putIfAbsent(name, false);
        if (known != null) {
            return !known;
        }
        for (String next : edges.getOrDefault(name, Set.of())) {
            if (leadsBack(next, edges, finished)) {
                return true;
            }
        }
        finished.put(name, true);
        return false;
    }
}
