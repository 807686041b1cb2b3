package io.stagedoor.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A producer that knows HTTP and nothing of this program. */
final class HttpSender {

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String authorization;

    /** @param token empty to send none */
    HttpSender(int port, String token) {
        this.base = "http://localhost:" + port;
        this.authorization = token.isEmpty() ? "" : "Bearer " + token;
    }

    Answer json(String channel, String body) throws IOException, InterruptedException {
        return send(channel, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
    }

    Answer lines(String channel, String body) throws IOException, InterruptedException {
        return send(channel, Map.of("Content-Type", "application/x-ndjson"), body.getBytes(UTF_8));
    }

    Answer send(String channel, Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/events/" + channel))
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    }

    String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString())
                .body();
    }
}
