package io.stagedoor.testing.receiver;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A real HTTPS server that can ask for a client certificate, and keeps who asked for what. Answers 204. */
public final class TlsReceiver implements AutoCloseable {

    /**
     * @param serverName by SNI, null where there was none
     * @param client the subject of its certificate, null where it showed none
     */
    public record Request(String host, String serverName, String client) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param trusted whose certificate it demands of a client, null for none */
    public TlsReceiver(Vertx vertx, Identity identity, Identity trusted) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setSni(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(identity.certificate().toString())
                        .setKeyPath(identity.key().toString()));
        if (trusted != null) {
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions()
                            .addCertPath(trusted.certificate().toString()));
        }
        server = vertx.createHttpServer(options)
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(3, TimeUnit.MINUTES);
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            requests.add(new Request(
                    request.getHeader("host"), request.connection().indicatedServerName(), client(request)));
            request.response().setStatusCode(204).end();
        });
    }

    private static String client(HttpServerRequest request) {
        try {
            X509Certificate certificate = (X509Certificate) request.sslSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    public int port() {
        return server.actualPort();
    }

    public List<Request> requests() {
        return requests;
    }

    /** How many there have ever been. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
    }
}
