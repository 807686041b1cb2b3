package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every pod keeps: the Pod Security Standard 'restricted' and more, its ports, its volumes. */
class PodsTest extends RenderedTest {

    @Test
    void no_pod_is_root_or_can_become_it() {
        assertThat(rendering.pods()).isNotEmpty().allSatisfy(pod -> {
            JsonNode context = pod.spec().path("securityContext");
            assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(context.path("runAsUser").asInt()).isPositive();
            assertThat(context.path("seccompProfile").path("type").asText()).isEqualTo("RuntimeDefault");
            JsonNode container = pod.container().path("securityContext");
            assertThat(container.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(each(container.path("capabilities").path("drop")).map(JsonNode::asText))
                    .containsExactly("ALL");
            assertThat(container.path("capabilities").has("add")).isFalse();
            assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        });
    }

    @Test
    void no_pod_sees_the_cluster() {
        assertThat(rendering.pods())
                .allSatisfy(pod -> assertThat(
                                pod.spec().path("automountServiceAccountToken").asBoolean(true))
                        .isFalse())
                .allSatisfy(
                        pod -> assertThat(each(pod.spec().path("volumes"))).noneMatch(volume -> volume.has("hostPath")))
                .allSatisfy(pod -> assertThat(pod.spec().fieldNames())
                        .toIterable()
                        .doesNotContain("hostNetwork", "hostPID", "hostIPC"));
    }

    @Test
    void every_pod_has_its_memory_and_no_more() {
        assertThat(rendering.pods()).allSatisfy(pod -> {
            JsonNode resources = pod.container().path("resources");
            assertThat(resources.path("requests").path("cpu").asText()).isNotEmpty();
            assertThat(resources.path("requests").path("memory").asText())
                    .isNotEmpty()
                    .isEqualTo(resources.path("limits").path("memory").asText());
        });
    }

    @Test
    void every_probe_asks_a_port_that_the_pod_has() {
        assertThat(rendering.pods()).allSatisfy(pod -> assertThat(pod.probes())
                .allSatisfy(probe -> assertThat(probe.path(probe.has("httpGet") ? "httpGet" : "tcpSocket")
                                .path("port")
                                .asText())
                        .isIn(pod.ports().keySet())));
    }

    @Test
    void each_probe_of_the_program_asks_its_own_question() {
        assertThat(rendering.program().probes())
                .extracting(probe -> probe.path("httpGet").path("path").asText())
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
    }

    @Test
    void every_volume_is_mounted_and_every_mount_has_its_volume() {
        assertThat(rendering.pods()).allSatisfy(pod -> {
            List<JsonNode> mounts = each(pod.container().path("volumeMounts")).toList();
            assertThat(mounts)
                    .extracting(mount -> mount.path("name").asText())
                    .containsExactlyInAnyOrderElementsOf(pod.volumes());
            assertThat(mounts)
                    .extracting(mount -> mount.path("mountPath").asText())
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void what_is_configured_cannot_be_written_and_what_is_written_has_a_limit() {
        assertThat(rendering.pods())
                .allSatisfy(pod -> each(pod.spec().path("volumes")).forEach(volume -> {
                    String name = volume.path("name").asText();
                    boolean given = volume.has("configMap") || volume.has("secret") || volume.has("projected");
                    JsonNode mount = each(pod.container().path("volumeMounts"))
                            .filter(candidate -> candidate.path("name").asText().equals(name))
                            .findFirst()
                            .orElseThrow();
                    assertThat(mount.path("readOnly").asBoolean()).as(name).isEqualTo(given);
                    assertThat(volume.has("emptyDir"))
                            .as(name)
                            .isEqualTo(volume.path("emptyDir").has("sizeLimit"));
                }));
    }

    @Test
    void the_program_may_end_what_is_in_flight() {
        // DeliveryConsumer gives it 20 s.
        assertThat(rendering
                        .program()
                        .spec()
                        .path("terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThanOrEqualTo(20 + 20);
    }

    @Test
    void a_new_program_that_does_not_start_leaves_the_old_ones_running() {
        JsonNode strategy = rendering.program().owner().path("spec").path("strategy");

        assertThat(strategy.path("type").asText()).isNotEqualTo("Recreate");
        assertThat(strategy.path("rollingUpdate").path("maxUnavailable").asInt(-1))
                .isZero();
    }

    @Test
    void there_is_one_broker() {
        assertThat(rendering.broker().owner().path("spec").path("replicas").asInt())
                .isEqualTo(1);
    }
}
