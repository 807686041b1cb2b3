package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many replicas there are, who may take one away, and who counts. */
class ScalingTest extends RenderedTest {

    @Test
    void a_budget_is_for_the_program_and_lets_a_node_be_drained() {
        assertThat(rendering.all("PodDisruptionBudget")).hasSize(1).allSatisfy(budget -> {
            JsonNode spec = budget.path("spec");
            assertThat(Selector.of(spec.path("selector"))
                            .selects(rendering.program().labels()))
                    .isTrue();
            assertThat(Selector.of(spec.path("selector"))
                            .selects(rendering.broker().labels()))
                    .isFalse();
            assertThat(spec.path("maxUnavailable").asInt()).isEqualTo(1);
        });
    }

    @Test
    void what_scales_names_the_program_and_the_manifest_then_names_no_number() {
        List<JsonNode> scalers = Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(kind -> rendering.all(kind).stream())
                .toList();
        JsonNode deployment = rendering.program().owner();

        assertThat(scalers).hasSize(rendering.name().equals(DEVELOPMENT) ? 0 : 1);
        assertThat(deployment.path("spec").has("replicas")).isEqualTo(scalers.isEmpty());
        assertThat(scalers).allSatisfy(scaler -> {
            JsonNode target = scaler.path("spec").path("scaleTargetRef");
            assertThat(target.path("apiVersion")).isEqualTo(deployment.path("apiVersion"));
            assertThat(target.path("kind")).isEqualTo(deployment.path("kind"));
            assertThat(target.path("name").asText()).isEqualTo(Rendering.nameOf(deployment));
        });
    }

    @Test
    void by_processor_use_it_scales_from_two_replicas() {
        assertThat(rendering.all("HorizontalPodAutoscaler")).allSatisfy(scaler -> {
            JsonNode spec = scaler.path("spec");
            assertThat(spec.path("minReplicas").asInt())
                    .isBetween(2, spec.path("maxReplicas").asInt());
            assertThat(spec.path("metrics")
                            .path(0)
                            .path("resource")
                            .path("name")
                            .asText())
                    .isEqualTo("cpu");
        });
    }

    /** No model of the API knows these: https://keda.sh/docs/latest/reference/scaledobject-spec. */
    @Test
    void by_queues_it_scales_from_two_replicas_and_asks_prometheus_for_what_waits() {
        assertThat(rendering.all("ScaledObject")).allSatisfy(scaler -> {
            JsonNode spec = scaler.path("spec");
            assertThat(spec.fieldNames())
                    .toIterable()
                    .isSubsetOf(
                            "scaleTargetRef",
                            "minReplicaCount",
                            "maxReplicaCount",
                            "cooldownPeriod",
                            "fallback",
                            "triggers");
            assertThat(spec.path("minReplicaCount").intValue())
                    .isBetween(2, spec.path("maxReplicaCount").intValue());
            assertThat(spec.path("fallback").path("failureThreshold").isInt()).isTrue();
            assertThat(spec.path("fallback").path("replicas").isInt()).isTrue();
            assertThat(spec.path("triggers")).hasSize(1);
            JsonNode trigger = spec.path("triggers").path(0);
            assertThat(trigger.path("type").asText()).isEqualTo("prometheus");
            assertThat(trigger.path("metadata").properties())
                    .extracting(Map.Entry::getKey)
                    .contains("serverAddress", "query", "threshold");
            // All values are texts there.
            assertThat(each(trigger.path("metadata"))).allMatch(JsonNode::isTextual);
        });
    }

    /** Nor these: https://prometheus-operator.dev/docs/api-reference/api. */
    @Test
    void prometheus_asks_the_management_port_with_a_token() {
        assertThat(rendering.all("ServiceMonitor"))
                .hasSize(rendering.name().equals(DEVELOPMENT) ? 0 : 1)
                .allSatisfy(monitor -> {
                    JsonNode spec = monitor.path("spec");
                    assertThat(spec.fieldNames()).toIterable().containsExactlyInAnyOrder("selector", "endpoints");
                    List<JsonNode> services = rendering.all("Service").stream()
                            .filter(service -> Selector.of(spec.path("selector"))
                                    .selects(service.path("metadata").path("labels")))
                            .toList();
                    assertThat(services).extracting(Rendering::nameOf).containsExactly("stagedoor");
                    JsonNode endpoint = spec.path("endpoints").path(0);
                    assertThat(each(services.get(0).path("spec").path("ports")))
                            .anyMatch(port -> port.path("name").equals(endpoint.path("port")));
                    assertThat(endpoint.path("path").asText()).isEqualTo("/q/metrics");
                    assertThat(endpoint.path("authorization").path("type").asText())
                            .isEqualTo("Bearer");
                });
    }
}
