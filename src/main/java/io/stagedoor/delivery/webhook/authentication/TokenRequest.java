package io.stagedoor.delivery.webhook.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.answer.Blanking;
import io.stagedoor.delivery.webhook.answer.SentSecrets;
import io.stagedoor.delivery.webhook.answer.WebhookAnswer;
import io.stagedoor.delivery.webhook.connection.WebhookClient;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests a token from an OAuth 2 server (RFC 6749, 4.4.2). Each failure is {@link Failure.Kind#OURS}: it says nothing
 * about the destination, and somebody has to repair it. Its text contains the token endpoint and the server's error
 * code, and nothing else from the server, which may repeat the secret.
 */
final class TokenRequest implements AutoCloseable {

    /** @param lifetime null if the server does not say */
    record Token(String value, Duration lifetime) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofDays(365);

    private final OAuth2Options options;
    private final WebhookClient client;

    TokenRequest(OAuth2Options options, WebhookClient client) {
        this.options = options;
        this.client = client;
    }

    Future<Token> send() {
        Map<String, String> form = new LinkedHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        if (options.scope() != null) {
            form.put("scope", options.scope());
        }
        String secret = options.clientSecret().get();
        if (options.inBody()) {
            form.put("client_id", options.clientId());
            form.put("client_secret", secret);
        } else {
            // Encode before joining (RFC 6749, 2.3.1), unlike basic authentication elsewhere.
            headers.put("authorization", AuthorizationOptions.basic(encoded(options.clientId()), encoded(secret)));
        }
        headers.put("accept", "application/json");
        headers.put("content-type", "application/x-www-form-urlencoded");
        return client.post(headers, body(form))
                .transform(result -> result.succeeded()
                        ? token(result.result())
                        : failed(": " + WebhookAnswer.of(result.cause()).error()));
    }

    private static byte[] body(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private Future<Token> token(WebhookClient.Answer answer) {
        JsonNode json = json(answer.body());
        if (answer.status() != 200) {
            String code = json.path("error").asText("");
            // RFC 6749, 5.2: a word like invalid_client.
            return failed(" answered HTTP " + answer.status() + (code.matches("[a-z_]{1,40}") ? ": " + code : ""));
        }
        if (!json.path("token_type").asText("").equalsIgnoreCase("Bearer")) {
            return failed(" answered without a token of the type Bearer");
        }
        try {
            String token =
                    AuthorizationOptions.bearerToken(json.path("access_token").asText(""));
            return Future.succeededFuture(new Token(token, lifetime(json.path("expires_in"))));
        } catch (IllegalArgumentException e) {
            return failed(" answered with an access_token that cannot be used: " + e.getMessage());
        }
    }

    /**
     * RFC 6749, 5.1, demands a number of seconds; some servers write it as text or with a fraction. Null if it is
     * unusable: a token that expires earlier is refused, and then renewed.
     */
    private static Duration lifetime(JsonNode expiresIn) {
        double seconds = expiresIn.isBoolean() ? 0 : expiresIn.asDouble(0);
        if (!(seconds > 0)) {
            return null;
        }
        return seconds < LONGEST.toSeconds() ? Duration.ofMillis((long) (seconds * 1000)) : LONGEST;
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    private Future<Token> failed(String how) {
        Set<String> secrets = new HashSet<>();
        SentSecrets.addCredentials(
                secrets, options.clientId() + ":" + options.clientSecret().text());
        secrets.add(AuthorizationOptions.basic(
                        encoded(options.clientId()),
                        encoded(options.clientSecret().text()))
                .substring("Basic ".length()));
        return Future.failedFuture(new DeliveryFailed(
                Failure.ours("the token endpoint " + options.shownUrl() + new Blanking(secrets).of(how))));
    }

    @Override
    public void close() {
        client.close();
    }
}
