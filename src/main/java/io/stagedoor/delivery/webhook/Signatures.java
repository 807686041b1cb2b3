package io.stagedoor.delivery.webhook;

import java.util.List;
import java.util.stream.Collectors;

/** The secrets of a destination. Each signs; without one nothing is signed. */
record Signatures(List<CurrentSecret<List<SigningKey>>> secrets) {

    Signatures {
        secrets = List.copyOf(secrets);
    }

    /** The value of {@code webhook-signature}; empty where nothing is signed. */
    String of(String id, long timestampSeconds, byte[] body) {
        return secrets.stream()
                .flatMap(secret -> secret.get().stream())
                .map(key -> key.sign(id, timestampSeconds, body))
                .collect(Collectors.joining(" "));
    }
}
