package io.stagedoor.delivery.webhook.connection;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.net.SSLOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The TLS configurations {@code quarkus.tls.<name>} of webhooks: the CAs they trust, and their client certificates.
 * Informs the users of a configuration when its changed files are reloaded ({@code quarkus.tls.<name>.reload-period}).
 */
@Singleton
public final class Certificates {

    private record Use(String name, Consumer<SSLOptions> renewal) {}

    private final TlsConfigurationRegistry registry;
    private final List<Use> uses = new CopyOnWriteArrayList<>();

    public Certificates(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    /** @throws IllegalArgumentException when nothing is configured under the name */
    public NamedTls named(String name) {
        return registry.get(name)
                .map(configuration -> new NamedTls(name, configuration, this))
                .orElseThrow(() -> new IllegalArgumentException(
                        "tls=" + name + ": there are no keys quarkus.tls." + name + ".*; set for instance quarkus.tls."
                                + name + ".trust-store.pem.certs to the file of a CA"));
    }

    /** @return ends the subscription */
    Runnable onRenewal(String name, Consumer<SSLOptions> renewal) {
        Use use = new Use(name, renewal);
        uses.add(use);
        return () -> uses.remove(use);
    }

    void renewed(@Observes CertificateUpdatedEvent event) {
        uses.stream().filter(use -> use.name().equals(event.name())).forEach(use -> use.renewal()
                .accept(event.tlsConfiguration().getSSLOptions()));
    }
}
