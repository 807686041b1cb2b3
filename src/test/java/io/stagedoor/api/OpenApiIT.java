package io.stagedoor.api;

import static io.stagedoor.api.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says everything about the resources, and nothing else. */
class OpenApiIT extends ApiRig {

    private static final List<Class<?>> RESOURCES = List.of(
            ChannelResource.class,
            DestinationResource.class,
            AttemptResource.class,
            DeadLetterResource.class,
            EventResource.class,
            JobResource.class);

    private JsonNode document;

    @BeforeAll
    void read() throws Exception {
        document = json(client.with("Accept", "application/json").get("/api/openapi"), 200);
    }

    private static Set<String> resources() {
        Set<String> resources = new TreeSet<>();
        for (Class<?> resource : RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                String path = resource.getAnnotation(Path.class).value()
                        + (method.isAnnotationPresent(Path.class)
                                ? "/" + method.getAnnotation(Path.class).value()
                                : "");
                if (method.isAnnotationPresent(GET.class)) {
                    resources.add("get " + path);
                } else if (method.isAnnotationPresent(POST.class)) {
                    resources.add("post " + path);
                } else if (method.isAnnotationPresent(DELETE.class)) {
                    resources.add("delete " + path);
                }
            }
        }
        return resources;
    }

    @Test
    void each_resource_is_described_and_nothing_else_below_api() {
        Set<String> described = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        described.removeIf(operation -> !operation.contains(" /api/"));
        assertThat(described).isEqualTo(resources());
    }

    @Test
    void each_operation_has_a_summary_an_id_of_its_own_and_every_status() {
        List<String> ids = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    JsonNode operation = each.getValue();
                    String where = each.getKey() + " " + path.getKey();
                    if (!path.getKey().startsWith("/api/")) {
                        return;
                    }
                    ids.add(operation.path("operationId").asText());
                    assertThat(operation.path("summary").asText()).as(where).isNotEmpty();
                    assertThat(operation.path("responses").has("200")
                                    || operation.path("responses").has("202"))
                            .as(where)
                            .isTrue();
                    ProblemResponses.common().forEach(status -> assertThat(operation
                                    .at("/responses/" + status + "/content")
                                    .has("application/problem+json"))
                            .as(where + " " + status)
                            .isTrue());
                    operation.path("parameters").forEach(parameter -> assertThat(parameter
                                            .path("in")
                                            .asText()
                                            .equals("path")
                                    || !parameter.path("description").asText().isEmpty())
                            .as(where + " " + parameter.path("name"))
                            .isTrue());
                }));
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void it_is_valid_and_every_reference_leads_somewhere() throws Exception {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.at("/info/title").asText()).isEqualTo("Stagedoor");
        assertThat(document.at("/info/license/name").asText()).isEqualTo("Apache-2.0");
        assertThat(document.at("/components/securitySchemes").has("token")).isTrue();
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        assertThat(new ObjectMapper().writeValueAsString(document)).doesNotContain("io.stagedoor");
    }
}
