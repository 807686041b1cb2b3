package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.receiver.Receiver.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of OAuth 2, credentials of a proxy and parts of a URL that come back in an answer. */
class EchoedTokenTest extends EchoingReceiverRig {

    private static final String SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

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

    private Map<String, String> oauth2(String secret) throws Exception {
        return Map.of(
                "oauth2TokenUrl",
                server.url(),
                "oauth2ClientId",
                "cmdb",
                "oauth2ClientSecret",
                secret("client-" + secret, secret));
    }
}
