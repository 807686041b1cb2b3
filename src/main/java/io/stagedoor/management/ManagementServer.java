package io.stagedoor.management;

import io.quarkus.vertx.http.ManagementInterface;
import io.stagedoor.start.StartFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves Quarkus' management routes ({@code /q/health}, {@code /q/metrics}). Quarkus would open the port for every
 * command; only {@code run} opens this one, behind a {@link Guard}.
 */
@Singleton
public class ManagementServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private Router routes;
    private HttpServer server;

    ManagementServer(Vertx vertx) {
        this.vertx = vertx;
    }

    void keep(@Observes ManagementInterface quarkus) {
        routes = quarkus.router();
    }

    /** @throws StartFailure when the port is in use, or the address does not belong to this machine */
    public void open(ManagementSettings settings) throws StartFailure {
        Guard guard = new Guard(settings);
        HttpServerOptions options =
                new HttpServerOptions().setHost(settings.host()).setPort(settings.port());
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(request -> answer(guard, request))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure(settings.place() + " cannot be opened for health and metrics (" + reason(e)
                    + "): is another Stagedoor running? Choose another port with " + ManagementSettings.PORT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while opening " + settings.place(), e);
        }
    }

    private void answer(Guard guard, HttpServerRequest request) {
        Guard.Refusal refusal =
                guard.refusal(request.path(), host(request), request.headers()).orElse(null);
        if (refusal == null) {
            routes.handle(request);
            return;
        }
        if (refusal.status() == Guard.UNAUTHORIZED) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        request.response()
                .setStatusCode(refusal.status())
                .end(refusal.reason().isEmpty() ? "" : refusal.reason() + "\n");
    }

    /** From the authority, because HTTP/2 has no Host header. */
    private static String host(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? "" : authority.host();
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
