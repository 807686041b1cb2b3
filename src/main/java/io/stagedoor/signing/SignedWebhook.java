package io.stagedoor.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a receiver gets of a signed webhook (Standard Webhooks 1.0.0, "Verifying webhook authenticity").
 *
 * @param id the header {@code webhook-id}; empty if it is missing, as the other two
 * @param timestamp {@code webhook-timestamp}, seconds since 1970
 * @param signatures {@code webhook-signature}, several with blanks between them
 */
public record SignedWebhook(String id, String timestamp, String signatures, byte[] body) {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * Why none of these keys vouches for it; empty if one does.
     *
     * @param keys one matching key is enough
     */
    public Optional<String> fault(List<VerifyingKey> keys, Instant now) {
        if (id.isEmpty() || id.contains(".") || !timestamp.matches("\\d{1,12}") || signatures.isEmpty()) {
            return Optional.of("webhook-id, webhook-timestamp or webhook-signature is missing or broken");
        }
        long seconds = Long.parseLong(timestamp);
        // The signature alone does not detect a request that somebody recorded and sends again.
        Duration age = Duration.between(Instant.ofEpochSecond(seconds), now);
        if (age.abs().compareTo(TOLERANCE) > 0) {
            return Optional.of("the timestamp is " + age.toSeconds() + " s old; 300 are allowed");
        }
        // There are several signatures while a secret is being changed: one match is enough.
        for (String signature : signatures.split(" ")) {
            if (keys.stream().anyMatch(key -> key.verifies(signature, id, seconds, body))) {
                return Optional.empty();
            }
        }
        return Optional.of("no signature fits the secret and the body");
    }
}
