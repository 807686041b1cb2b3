package io.stagedoor;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.Unconsumed;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.Unserved;
import io.stagedoor.http.HttpSettings;
import io.stagedoor.ingress.producer.Producers;
import io.stagedoor.management.ManagementSettings;
import io.stagedoor.routing.RoutingStage;
import io.stagedoor.settings.Settings;
import io.stagedoor.text.Snippet;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code run} prints after the start: the broker, the contract, the channels, the destinations and the port for
 * health.
 */
public record StartReport(List<String> lines) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1_000;

    StartReport(
            Settings settings,
            BrokerSettings broker,
            Contract contract,
            RoutingStage routing,
            HttpSettings http,
            Producers producers,
            ManagementSettings management,
            Optional<String> collector) {
        this(describe(settings, broker, contract, routing, http, producers, management, collector));
    }

    private static List<String> describe(
            Settings settings,
            BrokerSettings broker,
            Contract contract,
            RoutingStage routing,
            HttpSettings http,
            Producers producers,
            ManagementSettings management,
            Optional<String> collector) {
        List<String> lines = new ArrayList<>();
        lines.add("  broker        " + broker.url() + state(settings, broker));
        lines.add("  contract      " + contract.title() + " " + contract.version() + ", " + contract.source());
        Stream.concat(contract.channels().stream(), routing.consumed().stream())
                .distinct()
                .forEach(channel -> lines.add("  channel       " + channel.address() + "  →  "
                        + routing.routeOf(channel).orElse("NO ROUTE: its events wait in the queue")));
        for (Channel template : contract.templates()) {
            if (routing.consumed().stream().noneMatch(channel -> channel.name().equals(template.name()))) {
                lines.add("  channel       " + template.address() + "  →  NO ROUTE consumes one of its addresses");
            }
        }
        for (Unserved channel : contract.unserved()) {
            lines.add("  channel       " + channel.name() + "  NOT SERVED: see the warning");
        }
        routing.destinations()
                .forEach((name, description) ->
                        lines.add("  destination   " + QueueNames.destination(name) + "  →  " + description));
        unconsumed(broker, contract, routing).forEach(left -> lines.add("  WARNING       " + left));
        if (http.enabled()) {
            lines.add("  page          " + http.url() + "/");
        }
        if (!producers.all().isEmpty()) {
            lines.add("  events        " + http.url() + "/events/<channel>, from " + producers.names());
        }
        lines.add("  health        " + management.url() + "/q/health, metrics " + management.url() + "/q/metrics");
        collector.ifPresent(url -> lines.add("  traces        to " + url));
        return lines;
    }

    /** Queues with messages that nothing consumes: from a misspelt address, or a removed route. */
    private static List<String> unconsumed(BrokerSettings broker, Contract contract, RoutingStage routing) {
        Set<String> worked = new HashSet<>();
        routing.destinations().keySet().forEach(name -> worked.add(QueueNames.destination(name)));
        contract.channels().stream()
                .filter(channel -> routing.routeOf(channel).isPresent())
                .forEach(channel -> worked.add(channel.address()));
        try (AmqpConnector connector = new AmqpConnector(broker);
                QueueManagement management = new QueueManagement(connector.open(), PATIENCE)) {
            return Unconsumed.of(management.all(), worked::contains).stream()
                    .map(Unconsumed::warning)
                    .map(text -> Snippet.of(text, LONGEST))
                    .toList();
        } catch (BrokerUnavailable e) {
            return List.of(); // The line of the broker says it.
        } catch (IOException e) {
            return List.of("cannot check for queues that nothing consumes: " + e.getMessage());
        }
    }

    private static String state(Settings settings, BrokerSettings broker) {
        if (settings.embedded()) {
            return " (embedded, data in " + settings.data() + ")";
        }
        try (AmqpConnector connector = new AmqpConnector(broker)) {
            connector.open().close();
            return "";
        } catch (BrokerUnavailable e) {
            return "  NOT REACHED YET, trying again: " + e.getMessage();
        }
    }
}
