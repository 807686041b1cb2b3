package io.stagedoor.operations;

import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.contract.Contract;
import io.stagedoor.routing.routes.RouteSource;
import io.stagedoor.testing.Amqp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A broker, and an installation with one route and one destination. */
public abstract class OperationsRig {

    protected static final Actor WHO = new Actor("tester", "operator");

    protected TestBroker broker;
    protected Amqp amqp;
    protected final Installation installation = new Installation();
    protected BrokerState state;

    @BeforeEach
    void begin() throws Exception {
        broker = new TestBroker();
        amqp = new Amqp(broker.url(), null, null);
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", broker.url()), Optional.empty(), Optional.empty(), Optional.empty());
        RouteSource task = new RouteSource("scaffolder-task", "Tasks", "routes/scaffolder-task.yaml", 2);
        RouteSource cmdb = new RouteSource("cmdb", "The CMDB", "routes/destinations/cmdb.yaml", 3);
        installation.complete(new Installation.Parts(
                Contract.bundled(),
                settings,
                262_144,
                List.of(new Installation.ChannelRoute("backstage/scaffolder/task", task, Set.of("cmdb"))),
                Map.of("cmdb", cmdb),
                Set.of(),
                Optional.empty()));
        state = new BrokerState(installation);
    }

    @AfterEach
    void end() throws Exception {
        state.close();
        amqp.close();
        broker.close();
    }
}
