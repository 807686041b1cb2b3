package io.stagedoor.delivery.webhook.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.delivery.webhook.Webhooks;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.SettableClock;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OAuth 2 client credentials, RFC 6749, 4.4, with a token server and a receiver that are real HTTP servers. */
class OAuth2Test {

    private static final String EVENT = "{\"topic\":\"catalog\"}";
    private static final String SECRET = "hun+ter 2%";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger issued = new AtomicInteger();
    private Receiver receiver;
    private Receiver server;
    private Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        server = new Receiver();
        server.answers(request -> token(", \"expires_in\": 3600"));
        webhooks = new Webhooks(clock, folder);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        server.close();
        receiver.close();
    }

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

    @Test
    void a_refused_token_is_dropped_and_the_delivery_tried_once_more_within_the_attempt() throws Exception {
        String uri = uri(Map.of());
        webhooks.post(uri, "evt_1", EVENT);
        receiver.answers(
                request -> Answer.of("Bearer token-1".equals(request.headers().get("authorization")) ? 401 : 204));

        assertThat(webhooks.post(uri, "evt_2", EVENT)).isNull();
        assertThat(receiver.requests("evt_2"))
                .extracting(request -> request.headers().get("authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(receiver.requests("evt_2"))
                .extracting(request -> request.headers().get("webhook-timestamp"))
                .containsOnly(Long.toString(clock.instant().getEpochSecond()));
    }

    @Test
    void sixty_four_refused_deliveries_ask_for_one_new_token() throws Exception {
        String uri = uri(Map.of());
        webhooks.post(uri, "evt_1", EVENT);
        receiver.answers(
                request -> Answer.of("Bearer token-1".equals(request.headers().get("authorization")) ? 401 : 204));
        postAll(uri, 64);

        assertThat(issued).hasValue(2);
    }

    @Test
    void a_receiver_that_refuses_every_token_fails_the_attempt() throws Exception {
        receiver.answers(request -> Answer.of(401));

        Failure failure = webhooks.post(uri(Map.of()), "evt_1", EVENT);

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure.status()).isEqualTo(401);
        assertThat(receiver.requests("evt_1")).hasSize(2);
    }

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

    private void postAll(String uri, int count) throws Exception {
        List<CompletableFuture<Failure>> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            posts.add(webhooks.postAsync(uri, "many_" + i, EVENT));
        }
        for (CompletableFuture<Failure> post : posts) {
            assertThat(post.get(20, TimeUnit.SECONDS)).isNull();
        }
    }

    private String uri(Map<String, String> more) throws Exception {
        Path secret = Files.writeString(folder.resolve("client-secret"), SECRET + "\n");
        Map<String, String> options = new HashMap<>(Map.of(
                "oauth2TokenUrl", server.url(), "oauth2ClientId", "cm:db", "oauth2ClientSecret", "file:" + secret));
        options.putAll(more);
        return webhooks.endpoint(receiver.url(), options);
    }

    private Answer token(String more) {
        String body = "{\"access_token\": \"token-" + issued.incrementAndGet() + "\", \"token_type\": \"Bearer\"" + more
                + "}";
        return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    private List<String> authorizations() {
        return receiver.requests().stream()
                .map(request -> request.headers().get("authorization"))
                .toList();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
