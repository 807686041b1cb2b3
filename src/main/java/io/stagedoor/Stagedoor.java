package io.stagedoor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.stagedoor.archive.ArchiveComponent;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.delivery.DeliveryComponent;
import io.stagedoor.delivery.webhook.WebhookComponent;
import io.stagedoor.delivery.webhook.connection.Certificates;
import io.stagedoor.history.History;
import io.stagedoor.http.HttpSettings;
import io.stagedoor.http.ListeningServer;
import io.stagedoor.http.access.Access;
import io.stagedoor.http.access.AccessSettings;
import io.stagedoor.ingress.WayIn;
import io.stagedoor.ingress.producer.Producers;
import io.stagedoor.management.BrokerWatch;
import io.stagedoor.management.MachineMeters;
import io.stagedoor.management.ManagementServer;
import io.stagedoor.management.ManagementSettings;
import io.stagedoor.management.Patience;
import io.stagedoor.management.QueueMeters;
import io.stagedoor.operations.BrokerState;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.destinations.Destinations;
import io.stagedoor.operations.jobs.Jobs;
import io.stagedoor.operator.OperatorEvents;
import io.stagedoor.operator.OperatorSettings;
import io.stagedoor.routing.RoutingStage;
import io.stagedoor.routing.routes.RouteFolder;
import io.stagedoor.settings.Settings;
import io.stagedoor.start.StartFailure;
import io.stagedoor.tracing.TraceExport;
import io.stagedoor.tracing.TraceSettings;
import io.stagedoor.tracing.Traces;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.QueueNames;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** The program: reads its settings, contract and routes, checks them all, and only then starts to consume. */
@ApplicationScoped
public class Stagedoor implements AutoCloseable {

    /** Longer than the delivery stage waits for attempts in flight; shorter than Kubernetes waits before it kills. */
    private static final long STOP_SECONDS = 25;

    private static final Logger LOG = Logger.getLogger("io.stagedoor");

    private final Config config;
    private final CamelContext camel;
    private final CamelRuntime runtime;
    private final Vertx vertx;
    private final TlsConfigurationRegistry tls;
    private final Certificates certificates;
    private final Watch watch;
    private final ManagementServer management;
    private final BrokerWatch brokerWatch;
    private final ListeningServer http;
    private final Access access;
    private final WayIn wayIn;
    private final Installation installation;
    private final Destinations destinations;
    private final Jobs jobs;
    private final BrokerState brokerState;
    private final Instance<BrokerInside> inside;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean begun;
    private BrokerInside.Running embedded;
    private DeliveryHistory history;
    private OperatorEvents operatorEvents;
    private TraceExport export;

    Stagedoor(
            Config config,
            CamelContext camel,
            CamelRuntime runtime,
            Vertx vertx,
            TlsConfigurationRegistry tls,
            Certificates certificates,
            Watch watch,
            ManagementServer management,
            BrokerWatch brokerWatch,
            ListeningServer http,
            Access access,
            WayIn wayIn,
            Installation installation,
            Destinations destinations,
            Jobs jobs,
            BrokerState brokerState,
            Instance<BrokerInside> inside) {
        this.config = config;
        this.camel = camel;
        this.runtime = runtime;
        this.vertx = vertx;
        this.tls = tls;
        this.certificates = certificates;
        this.watch = watch;
        this.management = management;
        this.brokerWatch = brokerWatch;
        this.http = http;
        this.access = access;
        this.wayIn = wayIn;
        this.installation = installation;
        this.destinations = destinations;
        this.jobs = jobs;
        this.brokerState = brokerState;
        this.inside = inside;
    }

    /**
     * Starts everything, and returns when every route runs.
     *
     * @throws StartFailure when a setting, the contract or a route is wrong; nothing was consumed then
     */
    public StartReport start() throws Exception {
        begun = true;
        MemoryWatch.start();
        Settings settings = new Settings(config);
        if (settings.embedded() && inside.isUnsatisfied()) {
            throw new StartFailure("a native executable has no embedded broker: set stagedoor.broker.url to your"
                    + " own (STAGEDOOR_BROKER_URL=amqp://localhost:5672), or run the Java program");
        }
        StartInputs inputs = new StartInputs(config, settings, tls);
        Contract contract = inputs.contract();
        DataFolder.shut(settings.data());
        Optional<TraceSettings> traced = TraceSettings.read(config);
        Traces traces = traces(traced);
        BrokerSettings broker = inputs.broker();
        camel.getShutdownStrategy().setTimeout(STOP_SECONDS);
        RoutingStage routing =
                new RoutingStage(camel, contract, broker, settings.routing(contract), clock, watch, traces);
        history = new DeliveryHistory(new AmqpConnector(broker), settings.history(), clock, watch);
        camel.addComponent(
                "delivery", new DeliveryComponent(new AmqpConnector(broker), clock, watch, history.listener(), traces));
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx, clock, settings.data(), settings.egress(), certificates, settings.cloudEventsSource()));
        ArchiveComponent archive = new ArchiveComponent(settings.replica(), watch);
        camel.addComponent("archive", archive);
        routing.load(RouteFolder.read(settings.routes()));
        ManagementSettings managed = settings.management();
        HttpSettings served = settings.http();
        Producers producers = settings.producers(contract);
        Patience patience = settings.patience();
        OperatorSettings operatorSettings = settings.operator();
        AccessSettings users = settings.access();
        users.check(served);
        if (settings.embedded()) {
            embedded = inside.get().start(settings, broker, acceptedFromAnybody(routing));
            watch.obstacle(embedded::shortage);
        }
        management.open(managed);
        if (served.enabled()) {
            access.open(users, served);
            wayIn.open(contract, new AmqpConnector(broker), producers, settings.largestEvent());
            http.open(served);
        }
        watchBroker(broker, routing);
        history.start();
        try {
            runtime.start(new String[0]);
        } catch (Exception e) {
            throw routing.locate(e);
        }
        installation.complete(parts(contract, broker, settings.largestEvent(), routing, archive, history.kept()));
        if (served.enabled()) {
            destinations.start();
        }
        watch.markStarted();
        watchForOperator(operatorSettings, patience, broker, routing);
        return new StartReport(
                settings, broker, contract, routing, served, producers, managed, traced.map(TraceSettings::endpoint));
    }

    private static Installation.Parts parts(
            Contract contract,
            BrokerSettings broker,
            int largestEvent,
            RoutingStage routing,
            ArchiveComponent archive,
            Optional<History> history) {
        List<Installation.ChannelRoute> routes = Stream.concat(
                        contract.channels().stream(), routing.consumed().stream())
                .map(Channel::address)
                .distinct()
                .flatMap(channel -> routing
                        .sourceOf(channel)
                        .map(source -> new Installation.ChannelRoute(channel, source, routing.destinationsOf(channel)))
                        .stream())
                .toList();
        return new Installation.Parts(
                contract, broker, largestEvent, routes, routing.destinationRoutes(), archive.folders(), history);
    }

    private void watchBroker(BrokerSettings broker, RoutingStage routing) {
        new MachineMeters().bindTo(watch.registry());
        QueueMeters queues = new QueueMeters(watch, brokerWatch);
        routing.accepted().forEach(queues::channel);
        routing.destinations().keySet().forEach(queues::destination);
        brokerWatch.start(new AmqpConnector(broker), queues.worked(), watch);
    }

    /** Only the program itself tells its operator something. */
    private static Set<String> acceptedFromAnybody(RoutingStage routing) {
        Set<String> accepted = new TreeSet<>(routing.accepted());
        accepted.remove(QueueNames.OPERATOR_EVENTS);
        return accepted;
    }

    /** Without a route for them nothing is sent: no queue fills for ever. */
    private void watchForOperator(
            OperatorSettings settings, Patience patience, BrokerSettings broker, RoutingStage routing) {
        if (routing.accepted().contains(QueueNames.OPERATOR_EVENTS)) {
            operatorEvents = new OperatorEvents(
                    new AmqpConnector(broker),
                    watch,
                    brokerWatch,
                    settings,
                    patience.lasts(),
                    routing.accepted(),
                    routing.destinationsOf(QueueNames.OPERATOR_EVENTS),
                    clock);
            operatorEvents.start();
        }
    }

    private Traces traces(Optional<TraceSettings> settings) throws StartFailure {
        if (settings.isEmpty()) {
            return Traces.off();
        }
        export = TraceExport.start(
                settings.get(),
                config.getOptionalValue("quarkus.application.version", String.class)
                        .orElse("development"));
        return export.traces();
    }

    /** Quarkus ends the process as soon as Camel has stopped; what comes after that in {@link #close} needs its time. */
    void waitForClose(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent stopping)
            throws InterruptedException {
        if (begun && !closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warnf("the stop took longer than %d s", STOP_SECONDS);
        }
    }

    /** Closes everything, in the reverse order of these lines, even if one of them fails. */
    @Override
    public void close() throws Exception {
        try (AutoCloseable last = management;
                AutoCloseable broker = embedded;
                AutoCloseable watching = brokerWatch;
                AutoCloseable asking = brokerState;
                AutoCloseable looking = destinations;
                AutoCloseable working = jobs;
                AutoCloseable attempts = history;
                AutoCloseable telling = operatorEvents;
                AutoCloseable receiving = wayIn;
                AutoCloseable serving = http;
                AutoCloseable spans = export) {
            watch.markStopping();
            runtime.stop();
        } finally {
            closed.countDown();
        }
    }
}
