package io.stagedoor.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The options behind the {@code ?} of a broker URL, in their order and still percent-encoded. */
public record UrlOptions(Map<String, String> values) {

    static final UrlOptions NONE = new UrlOptions(Map.of());

    /** @param query what stands behind the {@code ?}, or null */
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
                // The text may be a secret whose name was forgotten: it is not repeated.
                throw new IllegalArgumentException("an option after '?' is not name=value");
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

    /** These options, and of {@code defaults} (not encoded) those that are not set here. */
    UrlOptions orElse(Map<String, String> defaults) {
        Map<String, String> encoded = new LinkedHashMap<>();
        defaults.forEach((name, value) -> encoded.put(name, URLEncoder.encode(value, UTF_8)));
        return and(new UrlOptions(encoded));
    }

    /** {@code ?a=1&b=2}, or nothing where there are none. */
    String query() {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(joining("&", "?", ""));
    }

    /** The names alone: a value may be a password. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
