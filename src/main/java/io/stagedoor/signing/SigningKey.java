package io.stagedoor.signing;

import java.util.List;

/** A key that signs webhooks by Standard Webhooks 1.0.0, section "Signature scheme". */
public interface SigningKey {

    /**
     * Signs {@code id.timestamp.body}.
     *
     * @param id contains no {@code .}, because two different events could then have the same signed text
     * @param timestampSeconds of the attempt, since 1970
     * @return the scheme, a comma and base64, as in {@code webhook-signature}
     * @throws IllegalArgumentException for an id with a {@code .}
     */
    String sign(String id, long timestampSeconds, byte[] body);

    /**
     * @param secret {@code whsec_…} for v1 or {@code whsk_…} for v1a
     * @throws IllegalArgumentException says what is wrong with the secret; does not show it
     */
    static SigningKey parse(String secret) {
        if (secret.startsWith(SymmetricKey.PREFIX)) {
            return SymmetricKey.parse(secret);
        }
        if (secret.startsWith(Ed25519Key.PREFIX)) {
            return Ed25519Key.parse(secret);
        }
        throw new IllegalArgumentException(
                "the secret begins neither with " + SymmetricKey.PREFIX + " nor with " + Ed25519Key.PREFIX);
    }

    /** One secret on each line, so that a file can contain the new and the old one. */
    static List<SigningKey> parseLines(String secrets) {
        return secrets.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(SigningKey::parse)
                .toList();
    }
}
