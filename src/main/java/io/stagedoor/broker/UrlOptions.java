package io.stagedoor.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The options after the {@code ?} of a broker URL, in order and still percent-encoded. */
public record UrlOptions(Map<String, String> values) {

    static final UrlOptions NONE = new UrlOptions(Map.of());

    /** @param query the part after the {@code ?}, or null */
    static UrlOptions parse(String query) {
        if (query == null) {
            return NONE;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String option : query.split("&")) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                values.put(option.substring(0, equals), option.substring(equals + 1));
            } else if (!option.isEmpty()) {
                // Do not repeat the text: it may be a secret without its name.
                throw new IllegalArgumentException("an option after '?' does not have the form name=value");
            }
        }
        return new UrlOptions(values);
    }

    UrlOptions only(Predicate<String> name) {
        Map<String, String> kept = new LinkedHashMap<>(values);
        kept.keySet().removeIf(name.negate());
        return new UrlOptions(kept);
    }

    UrlOptions and(UrlOptions more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        more.values.forEach(all::putIfAbsent);
        return new UrlOptions(all);
    }

    /** These options, completed by {@code defaults} (not encoded). */
    UrlOptions orElse(Map<String, String> defaults) {
        Map<String, String> encoded = new LinkedHashMap<>();
        defaults.forEach((name, value) -> encoded.put(name, URLEncoder.encode(value, UTF_8)));
        return and(new UrlOptions(encoded));
    }

    /** {@code ?a=1&b=2}, or an empty text. */
    String query() {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(joining("&", "?", ""));
    }

    /** Only the names: a value may be a password. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
