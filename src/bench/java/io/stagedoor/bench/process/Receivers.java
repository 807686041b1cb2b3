package io.stagedoor.bench.process;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receivers that take everything, as a process of its own: {@code Receivers PORT}. What is posted below
 * {@code /<group>/} is measured as one; {@code GET /count/<group>} and {@code /take/<group>} ask for it, and
 * {@code GET /delay/<ms>} makes each answer take so long from then on. Below {@value #COLLECTOR} it takes traces by OTLP
 * and forgets them.
 */
public final class Receivers {

    public static final String COLLECTOR = "/collector";

    private final Map<String, Measured> groups = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private volatile long delay;

    private Receivers() {}

    public static void main(String... arguments) throws Exception {
        Receivers receivers = new Receivers();
        int port = receivers
                .vertx
                .createHttpServer(new HttpServerOptions().setAcceptBacklog(1024).setTcpNoDelay(true))
                .requestHandler(receivers::answer)
                .listen(Integer.parseInt(arguments[0]), "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
        System.out.println("receiver ready on " + port);
    }

    private void answer(HttpServerRequest request) {
        if (request.path().startsWith(COLLECTOR)) {
            request.body().onSuccess(spans -> request.response().end());
            return;
        }
        String[] part = request.path().split("/");
        if (request.method().name().equals("GET")) {
            request.response().end(told(part[1], part[2]));
            return;
        }
        Measured group = group(part[1]);
        HttpConnection connection = request.connection();
        group.connected(connection);
        connection.closeHandler(closed -> groups.values().forEach(any -> any.disconnected(connection)));
        request.body().onSuccess(body -> {
            group.add(body.getBytes());
            long wait = delay;
            if (wait == 0) {
                request.response().setStatusCode(204).end();
            } else {
                vertx.setTimer(
                        wait, over -> request.response().setStatusCode(204).end());
            }
        });
    }

    private String told(String what, String of) {
        switch (what) {
            case "count":
                return Integer.toString(group(of).count());
            case "take":
                return group(of).take().text();
            case "delay":
                delay = Long.parseLong(of);
                return "done";
            default:
                return "?";
        }
    }

    private Measured group(String name) {
        return groups.computeIfAbsent(name, first -> new Measured());
    }
}
