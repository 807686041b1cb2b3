package io.stagedoor.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.SslOptions;
import org.apache.qpid.protonj2.client.exceptions.ClientConnectionSecurityException;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Opens AMQP connections (ProtonJ2) to the broker of the settings. Thread-safe. Closing it closes every connection that
 * it opened.
 *
 * <p>It does not reconnect. When a connection fails, its holder opens the next one, because only the holder knows what
 * was in flight.
 */
public final class AmqpConnector implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final BrokerSettings settings;
    private final Duration timeout;
    private final Client client = Client.create();

    /** Each address has 5 seconds to answer. */
    public AmqpConnector(BrokerSettings settings) {
        this(settings, TIMEOUT);
    }

    /** @param timeout for each address: to connect, log in and open, together */
    public AmqpConnector(BrokerSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
    }

    public Connection open() throws BrokerUnavailable {
        return open(options -> {});
    }

    /**
     * Tries each address in turn.
     *
     * @param also sets options of the caller, such as a handler for a lost connection
     * @throws BrokerUnavailable when no address can be used; the message says why for each
     */
    public Connection open(Consumer<ConnectionOptions> also) throws BrokerUnavailable {
        List<String> reasons = new ArrayList<>();
        Exception last = null;
        for (AmqpHost host : settings.url().hosts()) {
            try {
                return open(host, also);
            } catch (IOException | ClientException | ExecutionException | TimeoutException e) {
                last = e;
                reasons.add(host + ": " + reason(host, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerUnavailable("interrupted while connecting to " + host, e);
            }
        }
        throw new BrokerUnavailable("no broker at " + String.join("; ", reasons), last);
    }

    private Connection open(AmqpHost host, Consumer<ConnectionOptions> also)
            throws IOException, ClientException, ExecutionException, TimeoutException, InterruptedException {
        ConnectionOptions options = options(host);
        also.accept(options);
        Connection connection = client.connect(host.host(), host.port(), options);
        try {
            return connection.openFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            connection.closeAsync();
            throw e;
        }
    }

    private ConnectionOptions options(AmqpHost host) throws IOException {
        ConnectionOptions options = new ConnectionOptions()
                .openTimeout(timeout.toMillis())
                .closeTimeout(timeout.toMillis())
                .requestTimeout(timeout.toMillis());
        // NIO: a few connections gain nothing from epoll, and a native executable does not contain its library.
        options.transportOptions().connectTimeout((int) timeout.toMillis()).allowNativeIO(false);
        settings.user().ifPresent(options::user);
        settings.password().ifPresent(options::password);
        if (host.tls()) {
            Tls tls = settings.tls().orElse(Tls.OF_THE_JDK);
            SslOptions ssl = options.sslOptions();
            ssl.sslEnabled(true).verifyHost(true).sslContextOverride(tls.context());
            if (!tls.protocols().isEmpty()) {
                ssl.enabledProtocols(tls.protocols().toArray(String[]::new));
            }
            if (!tls.cipherSuites().isEmpty()) {
                ssl.enabledCipherSuites(tls.cipherSuites().toArray(String[]::new));
            }
        }
        return options;
    }

    private String reason(AmqpHost host, Exception e) {
        Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
        if (cause instanceof TimeoutException) {
            return "no answer within " + timeout.toSeconds() + " s";
        }
        if (cause instanceof ClientConnectionSecurityException) {
            return settings.user()
                    .map(user -> "it refused the login of '" + user + "'")
                    .orElse("it refused a login without user: set " + BrokerSettings.USER);
        }
        return ConnectFailure.words(host, cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
