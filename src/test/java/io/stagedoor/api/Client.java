package io.stagedoor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that uses the API, perhaps with a token. */
final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final List<String> headers = new ArrayList<>();

    Client(int port) {
        this.port = port;
    }

    /** The same, with one more header. */
    Client with(String name, String value) {
        Client other = new Client(port);
        other.headers.addAll(headers);
        other.headers.addAll(List.of(name, value));
        return other;
    }

    Client bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, null);
    }

    HttpResponse<String> post(String path) throws Exception {
        return send("POST", path, null);
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return with("Content-Type", "application/json").send("POST", path, json);
    }

    /** The JSON of an answer that has this status. */
    static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.uri() + ": " + answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    /** The problem of an answer that has this status. */
    static JsonNode problem(HttpResponse<String> answer, int status) throws Exception {
        JsonNode problem = json(answer, status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        return problem;
    }
}
