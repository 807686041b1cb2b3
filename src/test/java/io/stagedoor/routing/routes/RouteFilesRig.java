package io.stagedoor.routing.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.contract.Contract;
import io.stagedoor.routing.check.QueueRules;
import io.stagedoor.routing.check.RouteCheck;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Loads route files as users write them. */
abstract class RouteFilesRig {

    static final String ENTITY = "amqp:queue:backstage/catalog/entity";

    static final RouteFile ARCHIVE =
            new RouteFile("routes/destinations/archive.yaml", route("archive", "delivery:archive", to("archive:a")));

    void refused(String yaml, String message) {
        assertThatThrownBy(() -> load(new RouteFile("routes/a.yaml", yaml)))
                .isInstanceOf(RouteFileException.class)
                .hasMessage(message);
    }

    List<RouteDefinition> load(RouteFile... files) throws Exception {
        return load(Contract.bundled(), files);
    }

    List<RouteDefinition> load(Contract contract, RouteFile... files) throws Exception {
        RouteLoader loader = new RouteLoader(new DefaultCamelContext()); // Never started, so there is nothing to close.
        for (RouteFile file : files) {
            loader.load(file);
        }
        new RouteCheck(contract, new QueueRules(contract)).check(loader.definitions());
        return loader.definitions();
    }

    /** The steps begin in line 7. */
    static String route(String id, String from, String steps) {
        return """
                # Comment.
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                %s
                """.formatted(id, from, steps.indent(8).stripTrailing());
    }

    static String to(String uri) {
        return "- to:\n    uri: " + uri;
    }
}
