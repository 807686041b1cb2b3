package io.stagedoor.delivery.webhook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The secrets of a destination. Each signs; without one nothing is signed. */
record Signatures(List<CurrentSecret<List<SigningKey>>> secrets) {

    Signatures {
        secrets = List.copyOf(secrets);
    }

    /** Each secret as it is written, to be shown nowhere. */
    Stream<String> texts() {
        return secrets.stream().flatMap(secret -> secret.text().lines()).map(String::strip);
    }

    /** The value of {@code webhook-signature}; empty where nothing is signed. */
    String of(String id, long timestampSeconds, byte[] body) {
        return secrets.stream()
                .flatMap(secret -> secret.get().stream())
                .map(key -> key.sign(id, timestampSeconds, body))
                .collect(Collectors.joining(" "));
    }
}
