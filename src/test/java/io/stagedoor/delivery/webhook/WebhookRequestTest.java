package io.stagedoor.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.stagedoor.signing.Ed25519Key;
import io.stagedoor.signing.SigningKey;
import io.stagedoor.testing.Log;
import io.stagedoor.testing.SettableClock;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a receiver gets with each of the options for requests. */
class WebhookRequestTest extends WebhookRequestRig {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

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

    private String signatureOf(String id) {
        return receiver.requests(id).get(0).headers().get("webhook-signature");
    }

    private String signature(String secret, String id) {
        long timestamp = Long.parseLong(receiver.requests(id).get(0).headers().get("webhook-timestamp"));
        return SigningKey.parse(secret).sign(id, timestamp, EVENT.getBytes(UTF_8));
    }
}
