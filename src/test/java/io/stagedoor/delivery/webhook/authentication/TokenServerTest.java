package io.stagedoor.delivery.webhook.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token server that fails, and what it says of a token. */
class TokenServerTest extends OAuth2Rig {

    @Test
    void a_token_server_that_cannot_be_reached_is_our_fault_and_named() throws Exception {
        String gone = "http://localhost:" + FreePort.next() + "/token";

        Failure failure = webhooks.post(uri(Map.of("oauth2TokenUrl", gone + "?tenant=t1")), "evt_1", EVENT);

        assertThat(failure.kind()).isEqualTo(Kind.OURS);
        assertThat(failure.error())
                .startsWith("the token endpoint " + gone + ": no connection")
                .doesNotContain("t1");
        assertThat(receiver.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | {\"error\":\"invalid_client\",\"error_description\":\"hun+ter 2%\"}"
                        + "| answered HTTP 401: invalid_client",
                "400 | {\"error\":\"hun+ter 2%\"}                                | answered HTTP 400",
                "503 | hun+ter 2%                                                | answered HTTP 503",
                "302 | ``                                                        | answered HTTP 302",
                "200 | <html>hun+ter 2%</html>                     | without a token of the type Bearer",
                "200 | {\"access_token\":\"hunter2\",\"token_type\":\"mac\"}     | without a token of the type Bearer",
                "200 | {\"access_token\":\"hunter2\\r\\nx: y\",\"token_type\":\"Bearer\"} | cannot be used",
                "200 | {\"token_type\":\"Bearer\"}                               | cannot be used"
            })
    void a_token_server_that_gives_none_is_our_fault_and_its_text_is_not_shown(int status, String body, String expected)
            throws Exception {
        server.answers(request -> new Answer(status, Map.of("Location", receiver.url()), body));

        Failure failure = webhooks.post(uri(Map.of()), "evt_1", EVENT);

        assertThat(failure.kind()).isEqualTo(Kind.OURS);
        assertThat(failure.error())
                .startsWith("the token endpoint " + server.url())
                .contains(expected)
                .doesNotContain("hun");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_token_server_that_was_down_is_asked_again_by_the_next_attempt() throws Exception {
        String uri = uri(Map.of());
        server.answers(request -> Answer.of(503));
        assertThat(webhooks.post(uri, "evt_1", EVENT)).isNotNull();
        server.answers(request -> token(""));

        assertThat(webhooks.post(uri, "evt_1", EVENT)).isNull();
    }

    @Test
    void a_token_of_many_kilobytes_is_read_whole() throws Exception {
        String large = "x".repeat(8_000);
        server.answers(request -> new Answer(
                200, Map.of(), "{\"access_token\":\"" + large + "\",\"token_type\":\"bearer\",\"expires_in\":\"60\"}"));
        receiver.answers(request -> Answer.of(204));

        assertThat(webhooks.post(uri(Map.of()), "evt_1", EVENT)).isNull();
        assertThat(authorizations()).containsExactly("Bearer " + large);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            9223372036854775807      | false
            9223372036854775808      | false
            1e400                    | false
            99999999999999999999999  | false
            "9223372036854775807"    | false
            -1                       | false
            -9223372036854775808     | false
            0                        | false
            null                     | false
            "soon"                   | false
            true                     | false
            {}                       | false
            3599.5                   | true
            "3600"                   | true
            3.6e3                    | true
            """)
    void a_token_is_used_whatever_the_server_says_about_its_lifetime(String expiresIn, boolean overInAnHour)
            throws Exception {
        server.answers(request -> token(", \"expires_in\": " + expiresIn));
        String uri = uri(Map.of());

        assertThat(webhooks.post(uri, "evt_1", EVENT)).isNull();
        clock.advance(Duration.ofHours(2));
        assertThat(webhooks.post(uri, "evt_2", EVENT)).isNull();

        assertThat(authorizations())
                .containsExactly("Bearer token-1", overInAnHour ? "Bearer token-2" : "Bearer token-1");
    }
}
