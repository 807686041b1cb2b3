package io.stagedoor.http;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.stagedoor.start.StartFailure;
import io.stagedoor.watch.Watch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves what Quarkus has routes for. Quarkus would open the port for every command; only {@code run} opens this one,
 * behind a {@link Front}.
 */
@Singleton
public class ListeningServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;
    private static final int IDLE_SECONDS = 120;

    private final Vertx vertx;
    private final TlsConfigurationRegistry registry;
    private final Watch watch;
    private HttpServer server;

    ListeningServer(Vertx vertx, TlsConfigurationRegistry registry, Watch watch) {
        this.vertx = vertx;
        this.watch = watch;
        this.registry = registry;
    }

    /**
     * Opens the port. Until the program has started, it answers 503.
     *
     * @throws StartFailure when the port is in use, the address is not of this machine, or the certificate is unknown
     */
    public void open(HttpSettings settings) throws StartFailure {
        Front front = new Front(settings, watch::started);
        HttpServerOptions options = options(settings);
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(request -> {
                        if (front.admits(request)) {
                            serve(request);
                        }
                    })
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure(settings.place() + " cannot be opened for the page and the API (" + reason(e)
                    + "): choose another port with " + HttpSettings.PORT + ", or set " + HttpSettings.ENABLED
                    + "=false");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while opening " + settings.place(), e);
        }
    }

    private static void serve(HttpServerRequest request) {
        VertxHttpRecorder.getRootHandler().handle(request);
    }

    private HttpServerOptions options(HttpSettings settings) throws StartFailure {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setCompressionSupported(true);
        if (settings.tls().isPresent()) {
            String name = settings.tls().get();
            TlsConfiguration tls = registry.get(name)
                    .orElseThrow(() -> new StartFailure(HttpSettings.TLS + "=" + name
                            + " names no certificate: set quarkus.tls." + name + ".key-store.pem.0.cert and .key"));
            options.setSsl(true).setUseAlpn(true).setKeyCertOptions(tls.getKeyStoreOptions());
        }
        return options;
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
