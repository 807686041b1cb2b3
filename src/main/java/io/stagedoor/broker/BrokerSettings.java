package io.stagedoor.broker;

import io.quarkus.tls.TlsConfigurationRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * How to reach the broker and log in to it.
 *
 * @param user and {@code password} for SASL; without a user the login is ANONYMOUS
 * @param tls for {@code amqps}; the trust store of the JDK where absent
 */
public record BrokerSettings(AmqpUrl url, Optional<String> user, Optional<String> password, Optional<Tls> tls) {

    public static final String URL = "stagedoor.broker.url";
    public static final String USER = "stagedoor.broker.user";
    public static final String PASSWORD = "stagedoor.broker.password";
    public static final String EMBEDDED_PORT = "stagedoor.broker.embedded.port";

    /**
     * Reads {@code stagedoor.broker.*}. The default is the embedded broker on this machine.
     *
     * @throws IllegalArgumentException names the key and says what is wrong
     */
    public static BrokerSettings read(Config config, TlsConfigurationRegistry registry) {
        String url = text(config, URL).orElseGet(() -> "amqp://localhost:" + embeddedPort(config));
        return new BrokerSettings(
                AmqpUrl.parse(URL, url),
                text(config, USER),
                text(config, PASSWORD),
                Optional.of(Tls.read(config, registry)));
    }

    /**
     * Adds the {@link Credential} from the folder of the embedded broker, if the URL is that broker's and no user is
     * set.
     *
     * @throws IOException when the file exists but is unusable
     */
    public BrokerSettings withCredential(Config config) throws IOException {
        boolean another = password.isPresent()
                || user.filter(name -> !name.equals(Credential.USER)).isPresent();
        Optional<Path> data = text(config, "stagedoor.data").map(Path::of);
        if (another || data.isEmpty() || !url.isLocal(embeddedPort(config))) {
            return this;
        }
        return Credential.read(folder(data.get())).map(this::as).orElse(this);
    }

    /** The same broker with another login. */
    public BrokerSettings as(Credential credential) {
        return new BrokerSettings(url, Optional.of(credential.user()), Optional.of(credential.password()), tls);
    }

    /** The embedded broker's folder inside the data folder. */
    public static Path folder(Path data) {
        return data.resolve("broker");
    }

    private static String embeddedPort(Config config) {
        return text(config, EMBEDDED_PORT).orElse("5672");
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class);
    }

    @Override
    public String toString() {
        return "BrokerSettings[url=" + url + ", user=" + user + ", tls=" + tls + "]";
    }
}
