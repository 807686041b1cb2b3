package io.stagedoor.settings;

import io.stagedoor.contract.Contract;
import io.stagedoor.delivery.format.CloudEventSource;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.history.write.HistorySettings;
import io.stagedoor.http.HttpSettings;
import io.stagedoor.http.access.AccessSettings;
import io.stagedoor.ingress.producer.Producers;
import io.stagedoor.management.ManagementSettings;
import io.stagedoor.management.Patience;
import io.stagedoor.operator.OperatorSettings;
import io.stagedoor.routing.RoutingSettings;
import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import io.stagedoor.start.StartFailure;
import io.stagedoor.text.DurationText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Reads and checks the keys of this program, which {@code application.properties} lists and explains.
 *
 * <p>Every method throws {@link StartFailure} for an invalid value; the message names the key, the value and its
 * source.
 */
public final class Settings {

    private static final int SHORTEST_TOKEN = 16;
    private static final long MIB = 1024 * 1024;

    /** Bytes. Several such events still fit into one message of the broker. */
    private static final int LARGEST_EVENT_OF_HISTORY = 64 * 1024;

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(10);

    private final Config config;
    private final Keys keys;

    public Settings(Config config) {
        this.config = config;
        this.keys = new Keys(config);
    }

    public Path data() {
        return Path.of(config.getValue("stagedoor.data", String.class));
    }

    public Optional<Path> contract() throws StartFailure {
        return keys.named("stagedoor.contract");
    }

    public boolean assertFormats() throws StartFailure {
        return keys.either("stagedoor.contract.assert-formats");
    }

    /** Bytes. */
    public int largestEvent() throws StartFailure {
        return keys.number("stagedoor.contract.largest-event", 1, 64 * 1024 * 1024);
    }

    /** The folder of routes; empty for the bundled routes. */
    public Optional<Path> routes() throws StartFailure {
        return keys.namedOr("stagedoor.routes", Path.of("routes"));
    }

    public RoutingSettings routing(Contract contract) throws StartFailure {
        return new RoutingSettings(
                keys.number("stagedoor.routing.consumers", 1, 64),
                keys.number("stagedoor.routing.batch", 1, 1000),
                largestEvent(),
                keys.number("stagedoor.routing.duplicates.window", 0, 1_000_000),
                duplicatesOff(contract));
    }

    private Set<String> duplicatesOff(Contract contract) throws StartFailure {
        String key = "stagedoor.routing.duplicates.off-for";
        List<String> off = config.getOptionalValues(key, String.class).orElse(List.of());
        List<String> known = contract.names();
        for (String name : off) {
            if (!known.contains(name)) {
                throw keys.refused(
                        key,
                        "names '" + name + "', which is not a channel of the contract " + contract.source()
                                + "; its channels are " + String.join(", ", known));
            }
        }
        return Set.copyOf(off);
    }

    /** Whether the program uses the embedded broker. */
    public boolean embedded() {
        return config.getOptionalValue("stagedoor.broker.url", String.class).isEmpty();
    }

    public int embeddedPort() throws StartFailure {
        return keys.number("stagedoor.broker.embedded.port", 1, 65535);
    }

    /** The configuration of the embedded broker; empty for the bundled one. */
    public Optional<Path> embeddedConfig() throws StartFailure {
        return keys.namedOr("stagedoor.broker.embedded.config", Path.of("artemis-config/broker.xml"));
    }

    /** How much of the embedded broker's disk stays free, in bytes. */
    public long embeddedReserve() throws StartFailure {
        return keys.number("stagedoor.broker.embedded.reserve", 0, Integer.MAX_VALUE) * MIB;
    }

    /** Where events may go. */
    public EgressRule egress() throws StartFailure {
        boolean loopback = keys.either(EgressRule.LOOPBACK);
        boolean privateRanges = keys.either(EgressRule.PRIVATE);
        try {
            String denied =
                    config.getOptionalValue(EgressRule.DENY, String.class).orElse("");
            return new EgressRule(loopback, privateRanges, denied);
        } catch (IllegalArgumentException e) {
            throw keys.refused(EgressRule.DENY, "is invalid: " + e.getMessage());
        }
    }

    /** The name of this replica among those that share a folder; empty if it has none. */
    public String replica() throws StartFailure {
        String key = "stagedoor.replica";
        String name = config.getOptionalValue(key, String.class).orElse("").strip();
        if (!name.matches("|[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw keys.refused(key, "is not a valid name: use letters, digits, '-', '_' and '.', at most 128");
        }
        return name;
    }

    /** Where the program serves the page, the API and the way in for events. */
    public HttpSettings http() throws StartFailure {
        return new HttpSettings(
                keys.either(HttpSettings.ENABLED),
                config.getValue(HttpSettings.HOST, String.class).strip(),
                keys.number(HttpSettings.PORT, 1, 65535),
                config.getOptionalValue(HttpSettings.TLS, String.class).map(String::strip));
    }

    /** Who may use the page and the API. */
    public AccessSettings access() throws StartFailure {
        boolean producers = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .anyMatch(key -> key.startsWith(AccessSettings.PRODUCERS));
        return new AccessSettings(
                new TokenKeys(config, Settings::token).read(), keys.either(AccessSettings.OIDC), producers);
    }

    /** Who may send events over HTTP. */
    public Producers producers(Contract contract) throws StartFailure {
        Producers producers = new ProducerKeys(config).read(contract);
        if (!producers.all().isEmpty() && !keys.either(HttpSettings.ENABLED)) {
            throw keys.refused(
                    HttpSettings.ENABLED, "shuts out the producers " + producers.names() + ": remove their keys");
        }
        return producers;
    }

    /** Where the program serves health and metrics. */
    public ManagementSettings management() throws StartFailure {
        return new ManagementSettings(
                config.getValue(ManagementSettings.HOST, String.class).strip(),
                keys.number(ManagementSettings.PORT, 1, 65535),
                metricsToken());
    }

    private Optional<CurrentSecret<String>> metricsToken() throws StartFailure {
        Optional<String> reference = config.getOptionalValue(ManagementSettings.TOKEN, String.class);
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CurrentSecret<>(
                    new SecretReference(reference.get().strip()), Settings::token, Clock.systemUTC()));
        } catch (IOException | IllegalArgumentException e) {
            // Does not repeat the value: it may be the token itself, written there by mistake.
            throw new StartFailure(ManagementSettings.TOKEN + ": " + e.getMessage());
        }
    }

    private static String token(String text) {
        if (text.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("a token must have at least " + SHORTEST_TOKEN + " characters");
        }
        return text;
    }

    /** The bounds of the delivery history. */
    public HistorySettings history() throws StartFailure {
        String key = HistorySettings.AGE;
        try {
            return new HistorySettings(
                    keys.number(HistorySettings.SIZE, 0, Integer.MAX_VALUE) * MIB,
                    keys.number(HistorySettings.SIZE_PER_DESTINATION, 1, Integer.MAX_VALUE) * MIB,
                    DurationText.parse(config.getValue(key, String.class).strip()),
                    keys.number(HistorySettings.LARGEST_EVENT, 0, LARGEST_EVENT_OF_HISTORY));
        } catch (IllegalArgumentException e) {
            throw keys.refused(key, "is not a duration such as 12h or 7d");
        }
    }

    /** How long a step of a worker may take before it counts as stuck. */
    public Patience patience() throws StartFailure {
        return new Patience(keys.duration("stagedoor.health.patience"));
    }

    /** When the program tells its operator of trouble. */
    public OperatorSettings operator() throws StartFailure {
        String interval = "stagedoor.operator.interval";
        if (keys.duration(interval).compareTo(SHORTEST_INTERVAL) < 0) {
            throw keys.refused(interval, "is shorter than " + SHORTEST_INTERVAL.toSeconds() + "s");
        }
        return new OperatorSettings(
                keys.duration("stagedoor.operator.failing-after"),
                keys.number("stagedoor.operator.dead-letters", 0, Integer.MAX_VALUE),
                keys.duration(interval),
                cloudEventsSource().toString());
    }

    /** The source of CloudEvents, a URI-reference. */
    public URI cloudEventsSource() throws StartFailure {
        String key = "stagedoor.cloudevents.source";
        try {
            return CloudEventSource.parse(
                    key, config.getValue(key, String.class).strip());
        } catch (IllegalArgumentException e) {
            throw keys.refused(key, "is not a URI or relative reference (RFC 3986) in ASCII");
        }
    }
}
