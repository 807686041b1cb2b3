package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.testing.ContainerBroker;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each object by itself. */
class ObjectsTest extends RenderedTest {

    @Test
    void each_is_one_that_the_api_takes() {
        assertThat(rendering.objects()).hasSizeGreaterThan(10);
        rendering.objects().forEach(ApiModels::check);
    }

    @Test
    void each_is_in_the_namespace_that_comes_with_them() {
        assertThat(rendering.all("Namespace")).extracting(Rendering::nameOf).containsExactly("stagedoor");
        for (JsonNode object : rendering.objects()) {
            boolean namespace = object.path("kind").asText().equals("Namespace");
            assertThat(object.path("metadata").path("namespace").asText())
                    .as(Rendering.title(object))
                    .isEqualTo(namespace ? "" : "stagedoor");
        }
    }

    @Test
    void none_is_there_twice() {
        assertThat(rendering.objects()).extracting(Rendering::title).doesNotHaveDuplicates();
    }

    @Test
    void none_is_a_secret() {
        assertThat(rendering.all("Secret")).isEmpty();
    }

    @Test
    void images_have_a_version_and_the_broker_is_the_one_of_the_tests() {
        assertThat(rendering.pods())
                .hasSize(rendering.name().equals(DEVELOPMENT) ? 3 : 2)
                .extracting(pod -> pod.container().path("image").asText())
                .allMatch(image -> image.matches(".+:[^:/]+"));
        assertThat(rendering.broker().container().path("image").asText()).isEqualTo(ContainerBroker.IMAGE);
    }

    @Test
    void every_name_is_one_that_dns_takes() {
        assertThat(rendering.objects())
                .extracting(Rendering::nameOf)
                .allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
    }

    @Test
    void all_belong_to_stagedoor() {
        for (JsonNode object : rendering.objects()) {
            assertThat(object.path("metadata")
                            .path("labels")
                            .path("app.kubernetes.io/part-of")
                            .asText())
                    .as(Rendering.title(object))
                    .isEqualTo("stagedoor");
        }
    }

    @Test
    void it_has_what_a_deployment_needs() {
        Set<String> kinds = Set.of(
                "Deployment",
                "StatefulSet",
                "Service",
                "NetworkPolicy",
                "PodDisruptionBudget",
                "PersistentVolumeClaim");

        assertThat(rendering.objects())
                .extracting(object -> object.path("kind").asText())
                .containsAll(kinds);
    }
}
