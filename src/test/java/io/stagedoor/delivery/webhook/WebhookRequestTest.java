package io.stagedoor.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.stagedoor.delivery.webhook.signing.Ed25519Key;
import io.stagedoor.delivery.webhook.signing.SigningKey;
import io.stagedoor.testing.Log;
import io.stagedoor.testing.SettableClock;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver gets with each of the options for requests. */
class WebhookRequestTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String EVENT = "{ \"topic\": \"catalog\", \"n\": 1.10 }";

    @TempDir
    Path folder;

    private Receiver receiver;
    private Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        webhooks = new Webhooks(Clock.systemUTC(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        receiver.close();
    }

    @Test
    void while_a_secret_is_replaced_receivers_with_the_old_one_the_new_one_and_the_public_key_all_verify_it()
            throws Exception {
        Ed25519Key asymmetric = Ed25519Key.generate();
        Path two = Files.writeString(folder.resolve("two"), NEW + "\n" + OLD + "\n");
        Path one = Files.writeString(folder.resolve("one"), asymmetric.whsk());

        Request request = posted(Map.of("secret", "file:" + two + ", file:" + one));

        assertThat(request.headers().get("webhook-signature")).matches("v1,\\S+ v1,\\S+ v1a,\\S+");
        for (String secret : new String[] {OLD, NEW}) {
            new Webhook(secret).verify(EVENT, request.headerLists());
        }
        String last = request.headers().get("webhook-signature").split(" ")[2];
        long timestamp = Long.parseLong(request.headers().get("webhook-timestamp"));
        assertThat(asymmetric.publicKey().verifies(last, "evt_1", timestamp, request.body()))
                .isTrue();
    }

    @Test
    void a_secret_file_that_is_changed_signs_with_the_new_secret_without_a_restart() throws Exception {
        SettableClock clock = new SettableClock();
        Path file = Files.writeString(folder.resolve("secret"), OLD);
        try (Webhooks webhooks = new Webhooks(clock, folder);
                Log log = new Log("io.stagedoor.delivery.webhook")) {
            String uri = webhooks.endpoint(receiver.url(), Map.of("secret", "file:" + file));
            webhooks.post(uri, "evt_1", EVENT);
            Files.writeString(file, NEW);
            clock.advance(Duration.ofSeconds(6));
            webhooks.post(uri, "evt_2", EVENT);
            Files.writeString(file, "whsec_hunter2~");
            clock.advance(Duration.ofSeconds(6));
            webhooks.post(uri, "evt_3", EVENT);

            assertThat(signatureOf("evt_1")).isEqualTo(signature(OLD, "evt_1"));
            assertThat(signatureOf("evt_2")).isEqualTo(signature(NEW, "evt_2"));
            assertThat(signatureOf("evt_3")).isEqualTo(signature(NEW, "evt_3"));
            assertThat(log.warnings()).singleElement().asString().doesNotContain("hunter2");
        }
    }

    @Test
    void without_any_option_the_event_is_posted_unchanged_unsigned_and_unauthorized() throws Exception {
        Request request = posted(Map.of());

        assertThat(new String(request.body(), UTF_8)).isEqualTo(EVENT);
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("webhook-id", "evt_1")
                .containsEntry("user-agent", "Stagedoor")
                .doesNotContainKeys("webhook-signature", "authorization", "ce-id");
    }

    @Test
    void extra_headers_are_sent_with_values_in_plain_text_or_from_a_file() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "hunter2\n");

        Request request = posted(Map.of(
                "header.team", "X-Team: platform, v=1; \"100%\"",
                "header.key", "X-Api-Key: file:" + key,
                "header.agent", " User-Agent : our-stagedoor"));

        assertThat(request.headers())
                .containsEntry("x-team", "platform, v=1; \"100%\"")
                .containsEntry("x-api-key", "hunter2")
                .containsEntry("user-agent", "our-stagedoor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-id",
                "Webhook-Signature",
                "ce-id",
                "Content-Type",
                "Content-Length",
                "Host",
                "Connection",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "Proxy-Authorization"
            })
    void a_header_that_is_not_the_operators_to_set_is_refused(String name) {
        assertRefused(Map.of("header.x", name + ": x"), "header.x: " + name, "sets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Team", "X-T\u00e4m", "X(Team)"})
    void a_malformed_name_of_a_header_is_refused(String name) {
        assertRefused(Map.of("header.x", name + ": x"), "header.x: " + name, "is not a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "\u00fcber", "a\u007fb", "a\u2028b"})
    void a_malformed_value_of_a_header_is_refused(String value) {
        assertRefused(Map.of("header.x", "X-Team: " + value), "header.x: X-Team", "printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Api-Key", "Cookie", "X-Auth-Token", "X-Client-Secret"})
    void a_header_with_a_secret_in_plain_text_is_refused(String name) {
        String said =
                assertRefused(Map.of("header.x", name + ": hunter2"), "header.x: " + name, "env:NAME or file:PATH");
        assertThat(said).doesNotContain("hunter2");
    }

    @Test
    void a_secret_header_whose_file_would_split_the_request_is_refused() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "hunter2\r\nX-Evil: b");

        assertThat(assertRefused(
                        Map.of("header.x", "X-Api-Key: file:" + key), "header.x: X-Api-Key", "printable ASCII"))
                .doesNotContain("hunter2");
    }

    @Test
    void a_line_that_is_no_header_is_refused_and_not_shown() {
        assertThat(assertRefused(Map.of("header.x", "hunter2"), "header.x: it is not of the form 'Name: value'"))
                .doesNotContain("hunter2");
    }

    @Test
    void a_header_in_two_spellings_is_refused() {
        assertRefused(Map.of("header.1", "X-Team: a", "header.2", "x-team: b"), "header.2: x-team", "is set twice");
    }

    @Test
    void basic_authorization_is_what_rfc_7617_says() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");

        // The example of RFC 7617, 2.
        Request request = posted(Map.of("username", "Aladdin", "password", "file:" + password));

        assertThat(request.headers()).containsEntry("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void a_bearer_token_is_sent_as_in_its_file() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "mF_9.B5f-4.1JqM\n");

        assertThat(posted(Map.of("bearer", "file:" + token)).headers())
                .containsEntry("authorization", "Bearer mF_9.B5f-4.1JqM");
    }

    @ParameterizedTest
    @CsvSource({
        "password, hunter2, password",
        "bearer, hunter2, bearer",
        "oauth2ClientSecret, hunter2, oauth2ClientSecret",
        "username, cmdb, password is missing",
        "username, a:b, password is missing",
        "oauth2TokenUrl, http://localhost/, oauth2ClientId is missing",
        "oauth2Scopes, x, oauth2Scopes is not an option",
        "oauth2ClientAuthentication, jwt, oauth2TokenUrl is missing",
        "format, cloudevents, format=cloudevents is none of",
        "cloudEventsSource, a b, cloudEventsSource=a b"
    })
    void the_error_names_an_invalid_authorization_or_format(String option, String value, String expected) {
        assertThat(assertRefused(Map.of(option, value), option.replaceAll("2.*", ""), expected))
                .doesNotContain("hunter2");
    }

    @Test
    void only_one_authorization_is_possible() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "hunter2");
        assertRefused(
                Map.of("username", "u", "password", "file:" + file, "bearer", "file:" + file),
                "username and password, bearer",
                "only one");
        assertRefused(
                Map.of("bearer", "file:" + file, "header.x", "Authorization: file:" + file),
                "the header Authorization",
                "only one");
    }

    private Request posted(Map<String, String> options) throws Exception {
        String uri = webhooks.endpoint(receiver.url(), options);
        assertThat(webhooks.post(uri, "evt_1", EVENT)).isNull();
        return receiver.requests("evt_1").get(0);
    }

    private String assertRefused(Map<String, String> options, String... said) {
        StringWriter text = new StringWriter();
        assertThatThrownBy(() -> webhooks.endpoint(receiver.url(), options)).satisfies(refused -> {
            refused.printStackTrace(new PrintWriter(text, true));
            assertThat(refused).rootCause().message().contains(said);
        });
        return text.toString();
    }

    private String signatureOf(String id) {
        return receiver.requests(id).get(0).headers().get("webhook-signature");
    }

    private String signature(String secret, String id) {
        long timestamp = Long.parseLong(receiver.requests(id).get(0).headers().get("webhook-timestamp"));
        return SigningKey.parse(secret).sign(id, timestamp, EVENT.getBytes(UTF_8));
    }
}
