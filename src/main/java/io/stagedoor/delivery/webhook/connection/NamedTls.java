package io.stagedoor.delivery.webhook.connection;

import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.net.SSLOptions;
import java.util.function.Consumer;

/** One TLS configuration of {@link Certificates}. */
public record NamedTls(String name, TlsConfiguration configuration, Certificates certificates) {

    /** @return ends the subscription */
    Runnable onRenewal(Consumer<SSLOptions> renewal) {
        return certificates.onRenewal(name, renewal);
    }
}
