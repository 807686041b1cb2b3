package io.stagedoor;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.Unserved;
import io.stagedoor.management.ManagementSettings;
import io.stagedoor.routing.RoutingStage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the program says of itself when it runs: what listens where, which channels, which destinations. */
public record StartReport(List<String> lines) {

    StartReport(
            Settings settings,
            BrokerSettings broker,
            Contract contract,
            RoutingStage routing,
            ManagementSettings management) {
        this(describe(settings, broker, contract, routing, management));
    }

    private static List<String> describe(
            Settings settings,
            BrokerSettings broker,
            Contract contract,
            RoutingStage routing,
            ManagementSettings management) {
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
                .forEach((name, description) -> lines.add("  destination   deliver/" + name + "  →  " + description));
        lines.add("  health        " + management.url() + "/q/health, metrics " + management.url() + "/q/metrics");
        return lines;
    }

    private static String state(Settings settings, BrokerSettings broker) {
        if (settings.embedded()) {
            return " (inside this program, data in " + settings.data() + ")";
        }
        try (AmqpConnector connector = new AmqpConnector(broker)) {
            connector.open().close();
            return "";
        } catch (BrokerUnavailable e) {
            return "  NOT REACHED YET, trying on: " + e.getMessage();
        }
    }
}
