package io.stagedoor.routing.check;

import io.stagedoor.contract.Contract;
import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.routing.routes.RouteLoader;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Loads routes and checks their steps. */
abstract class RefusedStepsRig {

    static final String ENTITY = "amqp:queue:backstage/catalog/entity";
    static final String WAITS = "makes all events of the channel wait";
    static final String ONE_ID = "several bodies with one webhook-id";
    static final String UNKNOWN = "may lose events";
    final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        camel.close();
    }

    static Arguments refused(String name, String reason, String step) {
        return Arguments.of(Named.of(name, name), reason, step);
    }

    List<RouteDefinition> load(RouteFile... files) throws Exception {
        RouteLoader loader = new RouteLoader(camel);
        for (RouteFile file : files) {
            loader.load(file);
        }
        loader.load(new RouteFile("routes/destinations/a.yaml", RoutesRig.route("a", "delivery:a", "- log: x")));
        Contract contract = Contract.bundled();
        new RouteCheck(contract, new QueueRules(contract)).check(loader.definitions());
        return loader.definitions();
    }
}
