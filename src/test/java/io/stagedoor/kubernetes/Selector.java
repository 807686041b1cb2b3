package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** A label selector; the manifests use {@code matchLabels} alone. */
record Selector(JsonNode labels) {

    static Selector of(JsonNode selector) {
        assertThat(selector.fieldNames()).toIterable().isSubsetOf("matchLabels");
        return new Selector(selector.path("matchLabels"));
    }

    boolean selects(JsonNode candidate) {
        return labels.properties().stream().allMatch(label -> label.getValue().equals(candidate.path(label.getKey())));
    }
}
