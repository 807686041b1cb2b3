package io.stagedoor.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.stagedoor.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to each operation of the document the problems that any request may be answered with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

    private static final String NAME = "Problem";
    private static final Map<String, String> COMMON = new LinkedHashMap<>();

    static {
        COMMON.put("400", "A parameter or the body is wrong; the problem names it");
        COMMON.put("401", "Nobody is logged in, or the token is wrong");
        COMMON.put("403", "The role does not suffice, or a page of another origin sent it");
        COMMON.put("429", "Too many failed log-ins; Retry-After says how many seconds to wait");
        COMMON.put(
                "503",
                "The broker does not answer, or too many ask at the same time; Retry-After says how many"
                        + " seconds to wait");
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(NAME, schema());
        for (PathItem path : document.getPaths().getPathItems().values()) {
            for (Operation operation : path.getOperations().values()) {
                COMMON.forEach((status, description) -> {
                    if (!operation.getResponses().hasAPIResponse(status)) {
                        APIResponse problem = OASFactory.createAPIResponse().description(description);
                        operation.getResponses().addAPIResponse(status, problem);
                    }
                });
                operation.getResponses().getAPIResponses().forEach(ProblemResponses::describe);
            }
        }
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("Problem details, RFC 9457")
                .addProperty("type", text("about:blank: the status says what kind it is"))
                .addProperty("title", text("The name of the status"))
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).description("The HTTP status"))
                .addProperty("detail", text("What is wrong with this request, and what to do"))
                .addProperty("parameter", text("The parameter that is wrong, if it is one"))
                .addProperty("pointer", text("JSON pointer to the fault in the body, if it is there"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static void describe(String status, APIResponse response) {
        if (status.startsWith("4") || status.startsWith("5")) {
            response.setContent(OASFactory.createContent()
                    .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME))));
        }
    }

    /** The statuses that every operation has. */
    static List<String> common() {
        return List.copyOf(COMMON.keySet());
    }
}
