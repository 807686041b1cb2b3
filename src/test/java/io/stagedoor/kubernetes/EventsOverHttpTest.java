package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may send events over HTTP where its components are in, and that nobody may without them. */
class EventsOverHttpTest extends RenderedTest {

    @Test
    void each_producer_has_a_secret_and_without_producers_there_is_no_port() {
        boolean open = rendering.name().equals(EVENTS_OVER_HTTP);

        assertThat(rendering.settings().keySet().stream().anyMatch(name -> name.startsWith("STAGEDOOR_HTTP_")))
                .isEqualTo(open);
        assertThat(rendering.program().ports().containsKey("http")).isEqualTo(open);
        assertThat(Secrets.asked(rendering).stream()
                                .anyMatch(key -> key.secret().equals("stagedoor-producers"))
                        || rendering.program().volumes().contains("producers"))
                .isEqualTo(open);
    }

    /** The controller is a namespace; a producer is a label, in any one. */
    @Test
    void events_over_http_come_from_producers_and_the_ingress_controller_and_from_nobody_else() {
        List<JsonNode> from = peers("http");

        assertThat(from)
                .hasSize(rendering.name().equals(EVENTS_OVER_HTTP) ? 2 : 0)
                .allSatisfy(peer -> assertThat(peer.findValues("matchLabels"))
                        .hasSize(1)
                        .allSatisfy(labels -> assertThat(labels.has("stagedoor.io/producer")
                                        || labels.has("kubernetes.io/metadata.name"))
                                .isTrue()));
        assertThat(rendering.program().ports().containsKey("http")).isEqualTo(!from.isEmpty());
    }

    @Test
    void from_outside_only_what_is_for_events_passes_and_with_tls() throws Exception {
        String readme = Files.readString(Path.of("kubernetes/README.md"));

        assertThat(rendering.all("Ingress"))
                .hasSize(rendering.name().equals(EVENTS_OVER_HTTP) ? 1 : 0)
                .allSatisfy(ingress -> {
                    JsonNode spec = ingress.path("spec");
                    assertThat(spec.path("rules")).hasSize(1);
                    assertThat(spec.path("tls").path(0).path("hosts").path(0))
                            .isEqualTo(spec.path("rules").path(0).path("host"));
                    assertThat(readme)
                            .contains("kubectl create secret tls "
                                    + spec.path("tls")
                                            .path(0)
                                            .path("secretName")
                                            .asText() + " ");
                    JsonNode paths = spec.path("rules").path(0).path("http").path("paths");
                    assertThat(paths).hasSize(1);
                    assertThat(paths.path(0).path("path").asText()).isEqualTo("/events/");
                    JsonNode backend = paths.path(0).path("backend").path("service");
                    JsonNode service =
                            rendering.one("Service", backend.path("name").asText());
                    assertThat(each(service.path("spec").path("ports")))
                            .extracting(port -> port.path("name"))
                            .containsExactly(backend.path("port").path("name"));
                });
    }

    /** Who may come to a port of the program. */
    private List<JsonNode> peers(String port) {
        return each(rendering.one("NetworkPolicy", "stagedoor").path("spec").path("ingress"))
                .filter(rule -> each(rule.path("ports"))
                        .anyMatch(candidate -> candidate.path("port").asText().equals(port)))
                .flatMap(rule -> each(rule.path("from")))
                .toList();
    }
}
