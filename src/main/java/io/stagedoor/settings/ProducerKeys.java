package io.stagedoor.settings;

import io.stagedoor.contract.Contract;
import io.stagedoor.ingress.producer.BearerToken;
import io.stagedoor.ingress.producer.GitHubSignature;
import io.stagedoor.ingress.producer.PermittedChannels;
import io.stagedoor.ingress.producer.Producer;
import io.stagedoor.ingress.producer.Producers;
import io.stagedoor.ingress.producer.Proof;
import io.stagedoor.ingress.producer.WebhookSignature;
import io.stagedoor.secret.SecretReference;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Reads {@code stagedoor.http.producers.<name>.…}: who may send events over HTTP. */
final class ProducerKeys {

    private static final String PREFIX = "stagedoor.http.producers.";
    private static final String TOKEN = "token";
    private static final String HMAC = "hmac";
    private static final String GITHUB = "github-secret";
    private static final String CHANNELS = "channels";
    private static final List<String> PROOFS = List.of(TOKEN, HMAC, GITHUB);

    private static final Pattern KEY =
            Pattern.compile(Pattern.quote(PREFIX) + "([a-z0-9][a-z0-9-]{0,62})\\.(token|hmac|github-secret|channels)");

    private static final String VARIABLE_PREFIX = variable(PREFIX);
    private static final Pattern VARIABLE =
            Pattern.compile(VARIABLE_PREFIX + "([A-Z0-9][A-Z0-9_]{0,62}?)_(TOKEN|HMAC|GITHUB_SECRET|CHANNELS)");

    private final Config config;
    private final Clock clock = Clock.systemUTC();

    ProducerKeys(Config config) {
        this.config = config;
    }

    /** @throws StartFailure for an unknown key, and a producer that is not complete; the message names the key */
    Producers read(Contract contract) throws StartFailure {
        List<Producer> producers = new ArrayList<>();
        for (String name : names()) {
            producers.add(new Producer(name, proof(name), channels(name, contract)));
        }
        return new Producers(producers);
    }

    private Set<String> names() throws StartFailure {
        Set<String> names = new TreeSet<>();
        Set<String> odd = new TreeSet<>();
        Set<String> variables = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            Matcher written = KEY.matcher(key);
            Matcher variable = VARIABLE.matcher(key);
            if (written.matches()) {
                names.add(written.group(1));
            } else if (variable.matches()) {
                variables.add(key);
                names.add(variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            } else if (key.startsWith(PREFIX) || key.startsWith(VARIABLE_PREFIX)) {
                odd.add(key);
            }
        }
        // The library also gives a variable as a key with a dot for each '_'.
        odd.removeIf(key -> variables.contains(variable(key)));
        if (!odd.isEmpty()) {
            throw new StartFailure(String.join(", ", odd) + ": there is no such key; a producer has a name of a to z, 0"
                    + " to 9 and '-', and " + PREFIX + "<name>.channels with one of ." + String.join(", .", PROOFS));
        }
        return names;
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private Proof proof(String name) throws StartFailure {
        List<String> given =
                PROOFS.stream().filter(kind -> value(name, kind).isPresent()).toList();
        if (given.size() != 1) {
            throw new StartFailure(PREFIX + name + " has "
                    + (given.isEmpty() ? "no credential" : "several credentials (." + String.join(", .", given) + ")")
                    + ": set exactly one of ." + String.join(", .", PROOFS));
        }
        String kind = given.get(0);
        try {
            SecretReference reference =
                    new SecretReference(value(name, kind).orElseThrow().strip());
            return switch (kind) {
                case TOKEN -> new BearerToken(reference, clock);
                case HMAC -> new WebhookSignature(reference, clock);
                default -> new GitHubSignature(reference, clock);
            };
        } catch (IOException | IllegalArgumentException e) {
            // Does not repeat the value: it may be the secret itself, written there by mistake.
            throw new StartFailure(PREFIX + name + "." + kind + ": " + e.getMessage());
        }
    }

    private PermittedChannels channels(String name, Contract contract) throws StartFailure {
        String key = PREFIX + name + "." + CHANNELS;
        List<String> entries = config.getOptionalValues(key, String.class).orElse(List.of()).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (entries.isEmpty()) {
            throw new StartFailure(key + " is missing: list the channels that this producer may send to, with commas");
        }
        try {
            return PermittedChannels.of(entries, contract);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(key + " names what is " + e.getMessage());
        }
    }

    private Optional<String> value(String name, String kind) {
        return config.getOptionalValue(PREFIX + name + "." + kind, String.class);
    }
}
