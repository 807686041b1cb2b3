package io.stagedoor.ingress.producer;

import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import io.stagedoor.signing.SignedWebhook;
import io.stagedoor.signing.VerifyingKey;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** A signature by Standard Webhooks 1.0.0, at most five minutes old. */
public final class WebhookSignature implements Proof {

    static final String HEADER = "webhook-signature";

    private final CurrentSecret<List<VerifyingKey>> keys;

    /**
     * @param reference to one key a line: {@code whsec_…}, or {@code whpk_…} of an ed25519 key
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when a key is invalid
     */
    public WebhookSignature(SecretReference reference, Clock clock) throws IOException {
        keys = new CurrentSecret<>(reference, VerifyingKey::parseLines, clock);
    }

    @Override
    public boolean accepts(SignedRequest request) {
        return new SignedWebhook(
                        request.text("webhook-id"),
                        request.text("webhook-timestamp"),
                        request.text(HEADER),
                        request.body())
                .fault(keys.get(), request.now())
                .isEmpty();
    }
}
