package io.stagedoor.testing;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.stagedoor.testing.receiver.Identity;
import io.vertx.core.net.SSLOptions;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A TLS configuration as Quarkus reads it from {@code quarkus.tls.<name>}. */
public final class TlsRegistry implements TlsConfigurationRegistry {

    /**
     * PKCS12, with {@link Identity#PASSWORD}.
     *
     * @param key null for no client certificate
     * @param options what else stands below {@code quarkus.tls.<name>}
     */
    public static TlsConfiguration of(Path trust, Path key, SSLOptions options) {
        return new BaseTlsConfiguration() {
            @Override
            public SSLContext createSSLContext() throws Exception {
                TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
                trusted.init(store(trust));
                KeyManagerFactory ours = KeyManagerFactory.getInstance("PKIX");
                ours.init(key == null ? null : store(key), Identity.PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(ours.getKeyManagers(), trusted.getTrustManagers(), null);
                return context;
            }

            @Override
            public SSLOptions getSSLOptions() {
                return options;
            }
        };
    }

    private static KeyStore store(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), Identity.PASSWORD.toCharArray());
    }

    private final Map<String, TlsConfiguration> configurations = new ConcurrentHashMap<>();

    @Override
    public Optional<TlsConfiguration> get(String name) {
        return Optional.ofNullable(configurations.get(name));
    }

    @Override
    public Optional<TlsConfiguration> getDefault() {
        return Optional.empty();
    }

    @Override
    public void register(String name, TlsConfiguration configuration) {
        configurations.put(name, configuration);
    }
}
