package io.stagedoor.routing;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.event.EventBody;
import io.stagedoor.routing.check.QueueRules;
import io.stagedoor.routing.check.RouteCheck;
import io.stagedoor.routing.consumer.Prefetch;
import io.stagedoor.routing.consumer.TransactedAmqp;
import io.stagedoor.routing.exchange.ChannelPass;
import io.stagedoor.routing.exchange.ContractValidator;
import io.stagedoor.routing.exchange.DeadLetterComponent;
import io.stagedoor.routing.exchange.DeadLetterSender;
import io.stagedoor.routing.exchange.Intake;
import io.stagedoor.routing.exchange.MessageBody;
import io.stagedoor.routing.exchange.RouteFaults;
import io.stagedoor.routing.poison.Quarantine;
import io.stagedoor.routing.poison.SetAside;
import io.stagedoor.routing.poison.Suspects;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.routing.routes.RouteLoader;
import io.stagedoor.routing.routes.RouteSource;
import io.stagedoor.routing.routes.Routes;
import io.stagedoor.routing.transaction.InOrder;
import io.stagedoor.routing.transaction.SeenEvents;
import io.stagedoor.start.StartFailure;
import io.stagedoor.tracing.Traces;
import io.stagedoor.watch.ChannelMeters;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.QueueNames;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * The routing stage: loads the user's routes, and sets up Camel's components so that all messages of an event's route
 * are in one broker transaction.
 */
public final class RoutingStage {

    private final CamelContext camel;
    private final Contract contract;
    private final RouteLoader loader;
    private final InOrder inOrder;
    private final SeenEvents seen;
    private final Map<String, ChannelMeters> meters = new ConcurrentHashMap<>();
    private final Watch watch;
    private final QueueRules queues;
    private final ChannelRoutes every;

    public RoutingStage(
            CamelContext camel,
            Contract contract,
            BrokerSettings broker,
            RoutingSettings settings,
            Clock clock,
            Watch watch,
            Traces traces)
            throws Exception {
        this.camel = camel;
        this.contract = contract;
        this.loader = new RouteLoader(camel);
        this.inOrder = new InOrder(new AmqpConnector(broker));
        Suspects suspects = new Suspects();
        MessageBody bodies = new MessageBody(settings.largestEvent());
        this.watch = watch;
        contract.channels().forEach(this::meter);
        seen = new SeenEvents(
                contract.channels(),
                settings.duplicatesWindow(),
                settings.duplicatesOff(),
                new AmqpConnector(broker),
                meters,
                inOrder,
                traces);
        this.queues = new QueueRules(contract);
        this.every = new ChannelRoutes(seen);
        DeadLetterSender deadLetters = new DeadLetterSender(seen, clock);
        RouteFaults faults = new RouteFaults(contract);
        Intake intake = new Intake(contract, bodies, seen, clock);
        int prefetch = Prefetch.of(
                settings.batch(),
                settings.consumers()
                        * (contract.channels().size() + contract.templates().size()),
                settings.largestEvent(),
                Runtime.getRuntime().maxMemory());
        camel.addComponent(
                "amqp",
                TransactedAmqp.component(
                        broker,
                        settings.consumers(),
                        settings.batch(),
                        prefetch,
                        new Quarantine(new AmqpConnector(broker), contract, clock, meters),
                        seen,
                        inOrder,
                        suspects,
                        new SetAside(contract, intake, deadLetters, seen),
                        watch,
                        queues,
                        route -> new ChannelPass(route, intake, seen, deadLetters, faults)));
        camel.addComponent("json-validator", new ContractValidator(contract));
        camel.addComponent("dead-letter", new DeadLetterComponent(deadLetters));
        // Camel alone would read the body like any stream, through two buffers. A copy: a route may change it.
        camel.getTypeConverterRegistry()
                .addTypeConverter(
                        byte[].class,
                        EventBody.class,
                        new SimpleTypeConverter(false, (type, exchange, body) -> ((EventBody) body)
                                .bytes()
                                .clone()));
        camel.addRoutes(every);
    }

    private void meter(Channel channel) {
        List<String> reasons = Stream.of(
                        DeadLetterReason.INVALID, DeadLetterReason.UNROUTED, DeadLetterReason.UNDELIVERABLE)
                .map(DeadLetterReason::word)
                .toList();
        String address = channel.address();
        meters.computeIfAbsent(
                address, first -> new ChannelMeters(watch, address, QueueNames.deadLetter(address), reasons));
    }

    /** Loads and checks all files. Starts nothing. */
    public void load(List<RouteFile> files) throws StartFailure {
        for (RouteFile file : files) {
            loader.load(file);
        }
        new RouteCheck(contract, queues).check(loader.definitions());
        every.complete(loader.definitions());
        consumed().forEach(channel -> {
            meter(channel);
            seen.guard(channel);
        });
        inOrder.read(loader.definitions());
    }

    /** The failure to start; names file and line if it comes from a route. */
    public Exception locate(Exception failure) {
        return loader.locate(failure);
    }

    /** The channels that routes consume. Each address of a template counts as a channel. */
    public List<Channel> consumed() {
        return loader.definitions().stream()
                .flatMap(route -> RouteCheck.address(Routes.from(route)).stream())
                .flatMap(address -> contract.at(address).stream())
                .distinct()
                .toList();
    }

    /** The id of the route that consumes the channel. */
    public Optional<String> routeOf(Channel channel) {
        return sourceOf(channel.address()).map(RouteSource::id);
    }

    /** The route that consumes the channel of this address. */
    public Optional<RouteSource> sourceOf(String address) {
        return loader.definitions().stream()
                .filter(route -> RouteCheck.address(Routes.from(route))
                        .filter(address::equals)
                        .isPresent())
                .map(RouteSource::of)
                .findFirst();
    }

    /** The addresses that a producer may send to: the contract's channels, and other queues that a route consumes. */
    public Set<String> accepted() {
        Set<String> accepted = new TreeSet<>();
        contract.channels().forEach(channel -> accepted.add(channel.address()));
        consumed().forEach(channel -> accepted.add(channel.address()));
        return accepted;
    }

    /** The names of the destinations that the route of the address, and what it calls by {@code direct:}, sends to. */
    public Set<String> destinationsOf(String address) {
        return Reach.from(address, loader.definitions());
    }

    /** Names and descriptions of the destinations that have a route. */
    public Map<String, String> destinations() {
        Map<String, String> destinations = new TreeMap<>();
        destinationRoutes().forEach((name, route) -> destinations.put(name, route.description()));
        return destinations;
    }

    /** The routes of the destinations, by the name of each, sorted. */
    public Map<String, RouteSource> destinationRoutes() {
        Map<String, RouteSource> routes = new TreeMap<>();
        for (RouteDefinition route : loader.definitions()) {
            String from = Routes.from(route);
            if (from.startsWith(RouteCheck.DELIVERY)) {
                routes.put(from.substring(RouteCheck.DELIVERY.length()), RouteSource.of(route));
            }
        }
        return routes;
    }
}
