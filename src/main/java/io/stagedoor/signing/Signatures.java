package io.stagedoor.signing;

import io.stagedoor.secret.CurrentSecret;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signs with each secret of a destination; without secrets, requests are not signed. */
public record Signatures(List<CurrentSecret<List<SigningKey>>> secrets) {

    public Signatures {
        secrets = List.copyOf(secrets);
    }

    /** The text of each secret. Do not show it. */
    public Stream<String> texts() {
        return secrets.stream().flatMap(secret -> secret.text().lines()).map(String::strip);
    }

    /** The value of {@code webhook-signature}; empty if requests are not signed. */
    public String of(String id, long timestampSeconds, byte[] body) {
        return secrets.stream()
                .flatMap(secret -> secret.get().stream())
                .map(key -> key.sign(id, timestampSeconds, body))
                .collect(Collectors.joining(" "));
    }
}
