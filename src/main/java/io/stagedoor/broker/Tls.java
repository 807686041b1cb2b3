package io.stagedoor.broker;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.Config;

/**
 * Which broker to trust over {@code amqps}, and the certificate to show there: a TLS configuration
 * {@code quarkus.tls.<name>}, read again every {@code quarkus.tls.<name>.reload-period}.
 *
 * @param configuration the trust store of the JDK and no client certificate where absent
 */
public record Tls(Optional<TlsConfiguration> configuration) {

    public static final String NAME = "stagedoor.broker.tls";
    public static final Tls OF_THE_JDK = new Tls(Optional.empty());

    /** @throws IllegalArgumentException for a name that nothing is configured under, and for keys of earlier versions */
    static Tls read(Config config, TlsConfigurationRegistry registry) {
        refuseOldKeys(config);
        return config.getOptionalValue(NAME, String.class)
                .map(name -> named(name.strip(), registry))
                .orElse(OF_THE_JDK);
    }

    private static Tls named(String name, TlsConfigurationRegistry registry) {
        TlsConfiguration configuration = registry.get(name)
                .orElseThrow(() -> new IllegalArgumentException(NAME + "=" + name + ": there are no keys quarkus.tls."
                        + name + ".*; set for instance quarkus.tls." + name
                        + ".trust-store.pem.certs to the file of a CA"));
        if (!configuration.getSSLOptions().getCrlValues().isEmpty()) {
            // An SSLContext of the registry leaves the list out, and a revoked certificate would pass.
            throw new IllegalArgumentException(NAME + "=" + name + ": quarkus.tls." + name
                    + ".certificate-revocation-list has no effect on the way to the broker: remove it");
        }
        return new Tls(Optional.of(configuration));
    }

    private static void refuseOldKeys(Config config) {
        String moved = Stream.of("trust-store", "key-store")
                .flatMap(store -> Stream.of(
                        moved(config, store, store + ".p12.path (or .jks.path)"),
                        moved(config, store + "-password", store + ".p12.password (or .jks.password)")))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        if (!moved.isEmpty()) {
            throw new IllegalArgumentException(moved + "; choose a <name>, and set " + NAME + " to it");
        }
    }

    /** Never its value: that may be a password. */
    private static Optional<String> moved(Config config, String old, String now) {
        return config.getOptionalValue(NAME + "." + old, String.class)
                .map(value -> NAME + "." + old + " is now quarkus.tls.<name>." + now);
    }

    /** For one connection: the next one may need files that were renewed in between. */
    public SSLContext context() throws IOException {
        try {
            if (configuration.isPresent()) {
                return configuration.get().createSSLContext();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (Exception e) { // The registry declares no narrower one.
            throw new IOException("TLS: " + e.getMessage(), e);
        }
    }

    /** Those that a connection may use; empty for what the JDK has switched on. */
    public Set<String> protocols() {
        return options().map(SSLOptions::getEnabledSecureTransportProtocols).orElse(Set.of());
    }

    /** As {@link #protocols()}. */
    public Set<String> cipherSuites() {
        return options().map(SSLOptions::getEnabledCipherSuites).orElse(Set.of());
    }

    private Optional<SSLOptions> options() {
        return configuration.map(TlsConfiguration::getSSLOptions);
    }

    @Override
    public String toString() {
        return configuration.map(TlsConfiguration::getName).orElse("of the JDK");
    }
}
