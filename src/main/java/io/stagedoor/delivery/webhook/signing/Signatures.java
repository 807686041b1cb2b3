package io.stagedoor.delivery.webhook.signing;

import io.stagedoor.secret.CurrentSecret;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The secrets of a destination. Each signs; without one nothing is signed. */
public record Signatures(List<CurrentSecret<List<SigningKey>>> secrets) {

    public Signatures {
        secrets = List.copyOf(secrets);
    }

    /** Each secret as it is written, to be shown nowhere. */
    public Stream<String> texts() {
        return secrets.stream().flatMap(secret -> secret.text().lines()).map(String::strip);
    }

    /** The value of {@code webhook-signature}; empty where nothing is signed. */
    public String of(String id, long timestampSeconds, byte[] body) {
        return secrets.stream()
                .flatMap(secret -> secret.get().stream())
                .map(key -> key.sign(id, timestampSeconds, body))
                .collect(Collectors.joining(" "));
    }
}
