package io.stagedoor.delivery.webhook.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.receiver.Receiver.Request;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OAuth 2 client credentials, RFC 6749, 4.4, with a token server and a receiver that are real HTTP servers. */
class OAuth2Test extends OAuth2Rig {

    @Test
    void the_token_is_asked_for_as_rfc_6749_says_and_sent_with_the_event() throws Exception {
        assertThat(webhooks.post(uri(Map.of("oauth2Scope", "events.write cmdb")), "evt_1", EVENT))
                .isNull();

        Request asked = server.requests().get(0);
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                // base64 of cm%3Adb:hun%2Bter+2%25, each half form-encoded before they are joined (2.3.1)
                .containsEntry("authorization", "Basic Y20lM0FkYjpodW4lMkJ0ZXIrMiUyNQ==")
                .doesNotContainKeys("webhook-id", "webhook-signature");
        assertThat(asked.body()).asString(UTF_8).isEqualTo("grant_type=client_credentials&scope=events.write+cmdb");
        assertThat(authorizations()).containsExactly("Bearer token-1");
    }

    @Test
    void a_server_can_get_the_client_credentials_in_the_body() throws Exception {
        webhooks.post(uri(Map.of("oauth2ClientAuthentication", "body")), "evt_1", EVENT);

        Request asked = server.requests().get(0);
        assertThat(asked.headers()).doesNotContainKey("authorization");
        assertThat(asked.body())
                .asString(UTF_8)
                .isEqualTo("grant_type=client_credentials&client_id=cm%3Adb&client_secret=hun%2Bter+2%25");
    }

    @Test
    void a_token_is_used_until_shortly_before_it_expires() throws Exception {
        String uri = uri(Map.of());
        webhooks.post(uri, "evt_1", EVENT);
        clock.advance(Duration.ofSeconds(3569));
        webhooks.post(uri, "evt_2", EVENT);
        clock.advance(Duration.ofSeconds(1));
        webhooks.post(uri, "evt_3", EVENT);

        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @Test
    void a_token_that_does_not_say_when_it_expires_is_used_until_it_is_refused() throws Exception {
        server.answers(request -> token(""));
        String uri = uri(Map.of());
        webhooks.post(uri, "evt_1", EVENT);
        clock.advance(Duration.ofDays(30));
        webhooks.post(uri, "evt_2", EVENT);

        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-1");
    }

    @Test
    void sixty_four_deliveries_at_once_ask_for_one_token() throws Exception {
        server.answers(request -> {
            pause(300);
            return token(", \"expires_in\": 3600");
        });
        postAll(uri(Map.of()), 64);

        assertThat(authorizations()).hasSize(64).containsOnly("Bearer token-1");
        assertThat(issued).hasValue(1);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
