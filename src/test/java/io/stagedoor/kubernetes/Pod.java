package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pods of a Deployment or a StatefulSet: one container each. */
record Pod(JsonNode owner) {

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    JsonNode template() {
        return owner.path("spec").path("template");
    }

    JsonNode labels() {
        return template().path("metadata").path("labels");
    }

    JsonNode spec() {
        return template().path("spec");
    }

    JsonNode container() {
        assertThat(spec().path("initContainers")).isEmpty();
        assertThat(spec().path("containers")).hasSize(1);
        return spec().path("containers").path(0);
    }

    /** Container ports by their names. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        each(container().path("ports"))
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").intValue()));
        return ports;
    }

    Stream<JsonNode> probes() {
        return Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .map(name -> container().path(name));
    }

    /** The names of its volumes, those of claims of its own too. */
    List<String> volumes() {
        return Stream.concat(
                        each(spec().path("volumes")).map(volume -> volume.path("name")),
                        each(owner.path("spec").path("volumeClaimTemplates"))
                                .map(claim -> claim.path("metadata").path("name")))
                .map(JsonNode::asText)
                .toList();
    }

    /** Where files of ConfigMaps and Secrets come from: volumes, and the parts of projected ones. */
    Stream<JsonNode> sources() {
        return each(spec().path("volumes"))
                .flatMap(volume ->
                        volume.has("projected") ? each(volume.path("projected").path("sources")) : Stream.of(volume));
    }

    /** The values of its environment that stand in it. */
    Map<String, String> literals() {
        Map<String, String> values = new LinkedHashMap<>();
        each(container().path("env"))
                .filter(variable -> variable.has("value"))
                .forEach(variable -> values.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return values;
    }

    @Override
    public String toString() {
        return Rendering.title(owner);
    }
}
