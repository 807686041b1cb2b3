package io.stagedoor.testing.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A real HTTP server that keeps what it is sent, and answers as a test wants. */
public final class Receiver implements AutoCloseable {

    /** @param headers names in lower case */
    public record Request(String method, String path, Map<String, String> headers, byte[] body) {
        public String id() {
            return headers.get("webhook-id");
        }

        /** As libraries want them that allow a header several times. */
        public Map<String, List<String>> headerLists() {
            return headers.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        }
    }

    /** @param headers of the answer */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }
    }

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile Function<Request, Answer> behaviour = request -> Answer.of(204);

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    public void answers(Function<Request, Answer> behaviour) {
        this.behaviour = behaviour;
    }

    /** Those with this webhook-id, in order of arrival. */
    public List<Request> requests(String id) {
        return requests.stream().filter(request -> id.equals(request.id())).toList();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How often each webhook-id came. */
    public Map<String, Integer> ids() {
        return requests.stream().collect(Collectors.toMap(Request::id, request -> 1, Integer::sum));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            header -> header.getKey().toLowerCase(), header -> String.join(",", header.getValue())));
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            Answer answer = behaviour.apply(request);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
