package io.stagedoor.cli.receiver;

import io.stagedoor.delivery.webhook.signing.VerifyingKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks a signature as a receiver must (Standard Webhooks, "Verifying webhook authenticity"). */
final class SignatureCheck {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<VerifyingKey> keys;
    private final Clock clock;

    /** @param keys one matching key is enough; without keys nothing is checked */
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
        // The signature alone does not detect a request that somebody recorded and sends again.
        Duration age = Duration.between(Instant.ofEpochSecond(seconds), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            return "WRONG (the timestamp is " + age.toSeconds() + " s old; 300 are allowed)";
        }
        // There are several signatures while a secret is being changed: one match is enough.
        for (String signature : signatures.split(" ")) {
            if (keys.stream().anyMatch(key -> key.verifies(signature, id, seconds, request.body()))) {
                return "verified";
            }
        }
        return "WRONG (no signature fits the secret and the body)";
    }
}
