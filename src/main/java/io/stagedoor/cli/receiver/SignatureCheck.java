package io.stagedoor.cli.receiver;

import io.stagedoor.delivery.webhook.signing.VerifyingKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Does what a receiver has to do by Standard Webhooks, "Verifying webhook authenticity". */
final class SignatureCheck {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<VerifyingKey> keys;
    private final Clock clock;

    /** @param keys one that fits is enough; none: nothing is checked */
    SignatureCheck(List<VerifyingKey> keys, Clock clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /** @return {@code verified}, {@code WRONG} with the cause, or {@code not checked} */
    String of(ReceivedRequest request) {
        if (keys.isEmpty()) {
            return "not checked";
        }
        String id = request.header("webhook-id");
        String timestamp = request.header("webhook-timestamp");
        String signatures = request.header("webhook-signature");
        if (id.isEmpty() || id.contains(".") || !timestamp.matches("\\d{1,12}") || signatures.isEmpty()) {
            return "WRONG (webhook-id, webhook-timestamp or webhook-signature is missing or broken)";
        }
        long seconds = Long.parseLong(timestamp);
        // Before the signature: it would not tell a request that someone kept and sends again.
        Duration age = Duration.between(Instant.ofEpochSecond(seconds), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            return "WRONG (the timestamp is " + age.toSeconds() + " s old; 300 are allowed)";
        }
        // Several signatures while a secret is changed: one that fits is enough.
        for (String signature : signatures.split(" ")) {
            if (keys.stream().anyMatch(key -> key.verifies(signature, id, seconds, request.body()))) {
                return "verified";
            }
        }
        return "WRONG (no signature fits the secret and the body)";
    }
}
