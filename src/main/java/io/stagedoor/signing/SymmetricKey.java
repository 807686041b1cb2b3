package io.stagedoor.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** v1 of Standard Webhooks 1.0.0, section "Signature scheme": HMAC-SHA256 with a shared secret. */
public final class SymmetricKey implements SigningKey, VerifyingKey {

    static final String PREFIX = "whsec_";

    private static final String SCHEME = "v1,";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int NEW_BYTES = 32;

    /** Initialized with the key and only copied: a copy is fast, while a new instance asks every provider first. */
    private final Mac keyed;

    private SymmetricKey(byte[] key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The text of a new random key. */
    public static String fresh() {
        byte[] key = new byte[NEW_BYTES];
        new SecureRandom().nextBytes(key);
        return KeyText.encode(PREFIX, key);
    }

    /** @param whsec {@code whsec_} and the base64 of 24 to 64 bytes */
    static SymmetricKey parse(String whsec) {
        byte[] key = KeyText.decode(PREFIX, whsec);
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("the secret has " + key.length + " bytes, not " + MIN_BYTES + " to "
                    + MAX_BYTES + "; create one with: whsec_$(openssl rand -base64 32)");
        }
        return new SymmetricKey(key);
    }

    @Override
    public String sign(String id, long timestampSeconds, byte[] body) {
        Mac mac = copy();
        mac.update(KeyText.head(id, timestampSeconds));
        return KeyText.encode(SCHEME, mac.doFinal(body));
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be copied", e);
        }
    }

    @Override
    public boolean verifies(String signature, String id, long timestampSeconds, byte[] body) {
        byte[] expected = sign(id, timestampSeconds, body).getBytes(US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(US_ASCII));
    }
}
