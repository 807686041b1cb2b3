package io.stagedoor.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import java.net.URLEncoder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Receivers, proxies and token servers that write what they were sent into their answers. */
class EchoingReceiverTest extends EchoingReceiverRig {

    private static final String KEY = "k3y-of-the-cmdb/\"and+more=";

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
}
