package io.stagedoor.signing;

import java.util.List;

/** A key that verifies signatures as a receiver does: Standard Webhooks 1.0.0, "Verifying webhook authenticity". */
public interface VerifyingKey {

    /**
     * @param signature one of those in {@code webhook-signature}: scheme, comma, base64
     * @return false also if the signature is of another scheme, or malformed
     */
    boolean verifies(String signature, String id, long timestampSeconds, byte[] body);

    /**
     * @param key {@code whsec_…}, {@code whpk_…}, or {@code whsk_…} for its public half
     * @throws IllegalArgumentException says what is wrong with the key; does not show it
     */
    static VerifyingKey parse(String key) {
        if (key.startsWith(Ed25519PublicKey.PREFIX)) {
            return Ed25519PublicKey.parse(key);
        }
        if (key.startsWith(Ed25519Key.PREFIX)) {
            return Ed25519Key.parse(key).publicKey();
        }
        if (key.startsWith(SymmetricKey.PREFIX)) {
            return SymmetricKey.parse(key);
        }
        throw new IllegalArgumentException("the secret begins with none of " + SymmetricKey.PREFIX + ", "
                + Ed25519PublicKey.PREFIX + " and " + Ed25519Key.PREFIX);
    }

    /** One key on each line. */
    static List<VerifyingKey> parseLines(String keys) {
        return keys.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(VerifyingKey::parse)
                .toList();
    }
}
