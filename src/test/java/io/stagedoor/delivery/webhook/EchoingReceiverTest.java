package io.stagedoor.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers, proxies and token servers that write what they were sent into their answers. */
class EchoingReceiverTest {

    private static final String EVENT = "{\"topic\":\"catalog\"}";
    private static final String KEY = "k3y-of-the-cmdb/\"and+more=";
    private static final String SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    private Receiver receiver;
    private Receiver server;
    private Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        server = new Receiver();
        webhooks = new Webhooks(Clock.systemUTC(), folder);
        answers(EchoingReceiverTest::headers);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        server.close();
        receiver.close();
    }

    @Test
    void an_api_key_in_an_answer_is_blanked_and_the_rest_of_the_answer_is_kept() throws Exception {
        Failure failure = post(Map.of("header.key", "X-Api-Key: " + secret("key", KEY)));

        assertThat(failure.error())
                .contains("HTTP 400", "x-api-key: ***", "webhook-id: evt_1", "user-agent: Stagedoor")
                .doesNotContain(KEY, "k3y-of");
    }

    @Test
    void an_api_key_is_blanked_too_when_it_is_escaped_for_json_or_a_url() throws Exception {
        Map<String, String> options = Map.of("header.key", "X-Api-Key: " + secret("key", KEY));
        answers(request -> "{\"got\":\"" + KEY.replace("\"", "\\\"").replace("/", "\\/") + "\"}");
        assertThat(post(options).error()).isEqualTo("HTTP 400: {\"got\":\"***\"}");
        answers(request -> "/?key=" + URLEncoder.encode(KEY, UTF_8) + "&x");
        assertThat(post(options).error()).isEqualTo("HTTP 400: /?key=***&x");
    }

    @Test
    void a_header_in_plain_text_that_may_be_a_secret_is_blanked_too() throws Exception {
        assertThat(post(Map.of("header.key", "X-Functions-Key: written-out", "header.tenant", "X-Tenant: acme"))
                        .error())
                .contains("x-functions-key: ***", "x-tenant: acme");
    }

    @Test
    void user_and_password_are_blanked_in_both_of_their_forms() throws Exception {
        answers(request -> headers(request) + decoded(request.headers().get("authorization")) + " or pass%20w0rd!");
        Failure failure = post(Map.of("username", "stagedoor", "password", secret("password", "pass w0rd!")));

        assertThat(failure.error())
                .contains("authorization: ", "***")
                .doesNotContain("pass w0rd", "pass%20", "stagedoor:", base64("stagedoor:pass w0rd!"));
    }

    @Test
    void a_bearer_token_is_blanked_in_any_case() throws Exception {
        answers(request -> headers(request).toUpperCase() + request.headers().get("authorization"));
        Failure failure = post(Map.of("bearer", secret("bearer", "tok3n.of.the-cmdb")));

        assertThat(failure.error()).contains("***").doesNotContainIgnoringCase("tok3n");
    }

    @Test
    void both_access_tokens_of_an_attempt_are_blanked_and_the_text_of_the_token_server_is_dropped() throws Exception {
        int[] issued = {0};
        server.answers(request -> new Answer(
                200, Map.of(), "{\"access_token\":\"acc3ss-token-" + ++issued[0] + "\",\"token_type\":\"Bearer\"}"));
        receiver.answers(request -> new Answer(401, Map.of(), headers(request) + " not acc3ss-token-1"));
        assertThat(post(oauth2("cli3nt-secret")).error())
                .contains("HTTP 401", "***")
                .doesNotContain("acc3ss", "cli3nt");

        server.answers(request -> new Answer(
                400, Map.of(), "{\"error\":\"client_secret_\",\"error_description\":\"" + headers(request) + "\"}"));
        assertThat(post(oauth2("client_secret_")).error())
                .endsWith("answered HTTP 400: ***")
                .doesNotContain("client_secret_", base64("cmdb:client_secret_"));
    }

    @Test
    void the_signing_secret_and_the_secrets_of_a_url_are_blanked() throws Exception {
        answers(request -> request.path() + " " + SIGNING);
        String path = "/services/T0000/B0000000000/aBcDeFgHiJkLmNoPqRsTuVwX?sig=a%2BbC%2Fd1234%3D";
        String uri = webhooks.endpoint(receiver.url() + path, Map.of("secret", secret("signing", SIGNING)));

        assertThat(webhooks.post(uri, "evt_1", EVENT).error())
                .contains("/services/T0000/B0000000000/***?sig=***")
                .doesNotContain("whsec_MfKQ");
    }

    @Test
    void the_credentials_for_a_proxy_that_answers_in_the_receivers_place_are_blanked() throws Exception {
        server.answers(request -> new Answer(
                400, Map.of(), headers(request) + decoded(request.headers().get("proxy-authorization"))));
        String uri = webhooks.endpoint(
                "http://cmdb.invalid/hook",
                Map.of(
                        "proxy",
                        server.url().replaceFirst("(:\\d+).*", "$1"),
                        "proxyCredentials",
                        secret("proxy", "pr0xy-user:pr0xy-word")));

        assertThat(webhooks.post(uri, "evt_1", EVENT).error())
                .contains("HTTP 400", "proxy-authorization: Basic ***")
                .doesNotContain("pr0xy", base64("pr0xy-user:pr0xy-word").substring(0, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cmdb.example:99999/hook?sig=k3y",
                "https://010.0.0.1/hook?sig=k3y",
                "https://cmdb.example:99999/hook?to=a@b&sig=k3y",
                "https://user:k3y@cmdb.example:99999/hook?sig=k3y",
                "https://cmdb..example/hook?sig=k3y",
                "http://169.254.1.1/hook?sig=k3y"
            })
    void a_refused_url_is_shown_without_the_parts_that_may_be_a_key(String url) {
        assertThatThrownBy(() -> webhooks.endpoint(url, Map.of()))
                .rootCause()
                .hasMessageStartingWith("url")
                .hasMessageNotContaining("k3y");
    }

    @Test
    void a_secret_is_blanked_before_the_answer_is_cut() throws Exception {
        Map<String, String> options = Map.of("header.key", "X-Api-Key: " + secret("key", "0123456789abcdef"));
        for (int length : new int[] {990, 1000, 1006, 1010, 1012, 1020, 1024}) {
            answers(request -> "x".repeat(length) + "0123456789abcdef" + "y".repeat(100));
            assertThat(post(options).error()).doesNotContain("0123").hasSizeLessThanOrEqualTo(1024);
        }
        for (int length = 16 * 1024 - 18; length < 16 * 1024 + 2; length++) {
            String body = "0123456789abcdef".repeat(1025).substring(0, length) + "!".repeat(20_000);
            answers(request -> body);
            assertThat(post(options).error()).doesNotContain("0123");
        }
    }

    private Map<String, String> oauth2(String secret) throws Exception {
        return Map.of(
                "oauth2TokenUrl",
                server.url(),
                "oauth2ClientId",
                "cmdb",
                "oauth2ClientSecret",
                secret("client-" + secret, secret));
    }

    private Failure post(Map<String, String> options) throws Exception {
        return webhooks.post(webhooks.endpoint(receiver.url(), new HashMap<>(options)), "evt_1", EVENT);
    }

    private void answers(Function<Request, String> body) {
        receiver.answers(request -> new Answer(400, Map.of(), body.apply(request)));
    }

    private String secret(String name, String text) throws Exception {
        return "file:" + Files.writeString(folder.resolve(name), text + "\n");
    }

    private static String headers(Request request) {
        StringBuilder all = new StringBuilder();
        request.headers()
                .forEach((name, value) ->
                        all.append(name).append(": ").append(value).append("  "));
        return all.toString();
    }

    private static String decoded(String basic) {
        return new String(Base64.getDecoder().decode(basic.substring(6)), UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
