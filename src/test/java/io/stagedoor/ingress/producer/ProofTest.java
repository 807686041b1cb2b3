package io.stagedoor.ingress.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.stagedoor.secret.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @TempDir
    Path folder;

    private SecretReference secret(String text) throws IOException {
        return new SecretReference("file:" + Files.writeString(folder.resolve("secret"), text));
    }

    private static SignedRequest request(Map<String, String> headers, String body, Instant now) {
        return new SignedRequest(headers::get, body.getBytes(UTF_8), now);
    }

    @Test
    void a_token_is_accepted_and_nothing_that_is_like_it() throws Exception {
        BearerToken token = new BearerToken(secret("the-old-token-of-ci\nthe-new-token-of-ci\n"), CLOCK);

        assertThat(token.accepts("Bearer the-old-token-of-ci")).isTrue();
        assertThat(token.accepts("bearer the-new-token-of-ci")).isTrue();
        for (String wrong : new String[] {
            "",
            "Bearer ",
            "the-old-token-of-ci",
            "Basic the-old-token-of-ci",
            "Bearer the-old-token-of-c",
            "Bearer the-old-token-of-ci2",
            "Bearer the-old-token-of-ci\nthe-new-token-of-ci"
        }) {
            assertThat(token.accepts(wrong)).as(wrong).isFalse();
        }
    }

    @Test
    void a_short_token_is_refused_and_not_shown() {
        assertThatThrownBy(() -> new BearerToken(secret("long-enough-a-token\nshort-one"), CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("short-one");
        assertThatThrownBy(() -> new GitHubSignature(secret("short"), CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16 characters");
    }

    @Test
    void the_signature_of_the_reference_implementation_is_accepted_for_five_minutes() throws Exception {
        WebhookSignature proof = new WebhookSignature(secret(WHSEC), CLOCK);
        Map<String, String> headers = new HashMap<>(Map.of(
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                "" + NOW.getEpochSecond(),
                "webhook-signature",
                new Webhook(WHSEC).sign("msg_1", NOW.getEpochSecond(), "{}")));

        assertThat(proof.accepts(request(headers, "{}", NOW))).isTrue();
        assertThat(proof.accepts(request(headers, "{}", NOW.plusSeconds(300)))).isTrue();
        assertThat(proof.accepts(request(headers, "{}", NOW.plusSeconds(301)))).isFalse();
        assertThat(proof.accepts(request(headers, "{ }", NOW))).isFalse();
        headers.put("webhook-id", "msg_2");
        assertThat(proof.accepts(request(headers, "{}", NOW))).isFalse();
        assertThat(proof.accepts(request(Map.of(), "{}", NOW))).isFalse();
    }

    /** The secret, payload and signature of GitHub's page "Validating webhook deliveries". */
    @Test
    void the_documented_signature_of_github_is_accepted() throws Exception {
        GitHubSignature proof = new GitHubSignature(secret("It's a Secret to Everybody"), CLOCK);
        String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(proof.accepts(request(Map.of("X-Hub-Signature-256", signature), "Hello, World!", NOW)))
                .isTrue();
        assertThat(proof.accepts(request(Map.of("X-Hub-Signature-256", signature), "Hello, World?", NOW)))
                .isFalse();
        assertThat(proof.accepts(request(
                        Map.of("X-Hub-Signature-256", signature.replace("sha256=", "sha1=")), "Hello, World!", NOW)))
                .isFalse();
        assertThat(proof.accepts(request(Map.of(), "Hello, World!", NOW))).isFalse();
    }
}
