package io.stagedoor;

import io.stagedoor.archive.ArchiveComponent;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.ContractException;
import io.stagedoor.delivery.DeliveryComponent;
import io.stagedoor.delivery.webhook.Certificates;
import io.stagedoor.delivery.webhook.WebhookComponent;
import io.stagedoor.routing.RouteFolder;
import io.stagedoor.routing.RoutingStage;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.Config;

/** The program: reads what it is told, checks all of it, and only then starts to consume. */
@ApplicationScoped
public class Stagedoor implements AutoCloseable {

    private static final String BUNDLED_BROKER_XML = "artemis-config/broker.xml";

    private final Config config;
    private final CamelContext camel;
    private final CamelRuntime runtime;
    private final Vertx vertx;
    private final Certificates certificates;
    private final Clock clock = Clock.systemUTC();
    private EmbeddedBroker embedded;

    Stagedoor(Config config, CamelContext camel, CamelRuntime runtime, Vertx vertx, Certificates certificates) {
        this.config = config;
        this.camel = camel;
        this.runtime = runtime;
        this.vertx = vertx;
        this.certificates = certificates;
    }

    /**
     * Returns when every route runs.
     *
     * @throws StartFailure when something it was given is wrong; nothing was consumed then
     */
    public StartReport start() throws Exception {
        Settings settings = new Settings(config);
        Contract contract = contract(settings);
        BrokerSettings broker = broker(settings);
        RoutingStage routing = new RoutingStage(camel, contract, broker, settings, clock);
        camel.addComponent("delivery", new DeliveryComponent(new AmqpConnector(broker), clock));
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx, clock, settings.data(), settings.egress(), certificates, settings.cloudEventsSource()));
        camel.addComponent("archive", new ArchiveComponent());
        routing.load(RouteFolder.read(settings.routes()));
        if (settings.embedded()) {
            embedded = startBroker(settings);
        }
        try {
            runtime.start(new String[0]);
        } catch (Exception e) {
            throw routing.locate(e);
        }
        return new StartReport(settings, broker, contract, routing);
    }

    private static Contract contract(Settings settings) throws StartFailure {
        try {
            Optional<Path> named = settings.contract();
            return named.isPresent()
                    ? Contract.read(named.get(), settings.assertFormats())
                    : Contract.bundled(settings.assertFormats());
        } catch (ContractException e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private BrokerSettings broker(Settings settings) throws StartFailure {
        try {
            if (settings.embedded()) {
                settings.embeddedPort(); // Its own message is better than one about the URL made from it.
            }
            return BrokerSettings.read(config);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private static EmbeddedBroker startBroker(Settings settings) throws StartFailure {
        String config =
                settings.embeddedConfig().map(path -> path.toUri().toString()).orElse(BUNDLED_BROKER_XML);
        return EmbeddedBroker.start(
                settings.data().resolve("broker"), settings.embeddedPort(), config, settings.largestEvent());
    }

    @Override
    public void close() throws Exception {
        runtime.stop();
        if (embedded != null) {
            embedded.close();
        }
    }
}
