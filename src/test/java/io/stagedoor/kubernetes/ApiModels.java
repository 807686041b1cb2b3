package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.util.ModelMapper;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;

/** The models of Kubernetes' API, which refuse unknown fields, missing ones and wrong types. */
final class ApiModels {

    /** Of operators: these are checked field by field, in the tests. */
    private static final Set<String> OTHERS = Set.of(
            "monitoring.coreos.com/v1 ServiceMonitor",
            "monitoring.coreos.com/v1 PrometheusRule",
            "keda.sh/v1alpha1 ScaledObject");

    private ApiModels() {}

    static void check(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        if (OTHERS.contains(version + " " + kind)) {
            return;
        }
        Class<?> model = ModelMapper.getApiTypeClass(version, kind);
        assertThat(model).as("the model of %s %s", version, kind).isNotNull();
        String json = object.toString();
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(json));
        } catch (InvocationTargetException e) {
            throw new AssertionError(
                    Rendering.title(object) + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(model + " has changed", e);
        }
        JSON.deserialize(json, model);
    }
}
