package io.stagedoor.broker;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * How to reach the broker and who logs in there.
 *
 * @param user and {@code password} go by SASL; without a user the login is ANONYMOUS
 * @param tls for {@code amqps}; the trust store of the JDK where absent
 */
public record BrokerSettings(AmqpUrl url, Optional<String> user, Optional<String> password, Optional<Tls> tls) {

    public static final String URL = "stagedoor.broker.url";
    public static final String USER = "stagedoor.broker.user";
    public static final String PASSWORD = "stagedoor.broker.password";
    public static final String EMBEDDED_PORT = "stagedoor.broker.embedded.port";
    private static final String TLS = "stagedoor.broker.tls.";

    /**
     * Reads {@code stagedoor.broker.*}. Without a URL it is the embedded broker on this machine.
     *
     * @throws IllegalArgumentException names the key and what is wrong
     */
    public static BrokerSettings read(Config config) {
        String url = text(config, URL)
                .orElseGet(
                        () -> "amqp://localhost:" + text(config, EMBEDDED_PORT).orElse("5672"));
        return new BrokerSettings(
                AmqpUrl.parse(URL, url), text(config, USER), text(config, PASSWORD), Optional.of(tls(config)));
    }

    private static Tls tls(Config config) {
        return new Tls(
                text(config, TLS + "trust-store").map(Path::of),
                text(config, TLS + "trust-store-password"),
                text(config, TLS + "key-store").map(Path::of),
                text(config, TLS + "key-store-password"));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class);
    }

    @Override
    public String toString() {
        return "BrokerSettings[url=" + url + ", user=" + user + ", tls=" + tls + "]";
    }
}
