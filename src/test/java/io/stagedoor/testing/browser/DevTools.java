package io.stagedoor.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Chromium's own protocol, https://chromedevtools.github.io/devtools-protocol/: questions, answers and events. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_SECONDS = 180;

    static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    DevTools(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .join();
    }

    /** @param listener gets every event of every session, on the thread of the socket */
    void listen(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    /**
     * @param session of a tab; null for the browser itself
     * @return what the protocol calls the result
     * @throws AssertionError when the browser refuses, or does not answer within a minute
     */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            question.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        synchronized (socket) {
            socket.sendText(question.toString(), true).join();
        }
        try {
            JsonNode message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message.has("error")) {
                throw new AssertionError(method + ": " + message.path("error"));
            }
            return message.path("result");
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " got no answer", e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            String whole = part.toString();
            part.setLength(0);
            receive(whole);
        }
        from.request(1);
        return null;
    }

    private void receive(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.has("id")) {
                open.remove(message.path("id").asInt()).complete(message);
            } else {
                listeners.forEach(listener -> listener.accept(message));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
