package io.stagedoor.cli.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An HTTP server that accepts every request of at most 16 MiB, and gives the same answer to each. */
final class WebhookReceiver implements AutoCloseable {

    /** The largest request: far larger than any event. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final int status;
    private final Duration delay;
    private final Consumer<ReceivedRequest> onRequest;

    /**
     * @param host the address to listen on
     * @param port 0 for any free port
     * @throws IOException with address and port, when it cannot listen there
     */
    WebhookReceiver(String host, int port, int status, Duration delay, Consumer<ReceivedRequest> onRequest)
            throws IOException {
        this.status = status;
        this.delay = delay;
        this.onRequest = onRequest;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        } catch (IOException e) {
            throw new IOException(
                    e instanceof UnknownHostException
                            ? "--host " + host + " is not an address of this machine"
                            : "cannot listen on " + host + ", port " + port + ": " + e.getMessage(),
                    e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            onRequest.accept(new ReceivedRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers(exchange),
                    exchange.getRequestBody().readNBytes(MOST_BYTES)));
            Thread.sleep(delay.toMillis());
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(", ", header.getValue())));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
