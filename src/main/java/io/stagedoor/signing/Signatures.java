package io.stagedoor.signing;

import io.stagedoor.secret.CurrentSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Signs with each secret of a destination; without secrets, requests are not signed. */
public record Signatures(List<CurrentSecret<List<SigningKey>>> secrets) {

    public Signatures {
        secrets = List.copyOf(secrets);
    }

    /** The text of each secret, which may have several lines. Do not show it. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(secrets.size());
        secrets.forEach(secret -> texts.add(secret.text()));
        return texts;
    }

    /** The value of {@code webhook-signature}; empty if requests are not signed. */
    public String of(String id, long timestampSeconds, byte[] body) {
        return secrets.stream()
                .flatMap(secret -> secret.get().stream())
                .map(key -> key.sign(id, timestampSeconds, body))
                .collect(Collectors.joining(" "));
    }
}
