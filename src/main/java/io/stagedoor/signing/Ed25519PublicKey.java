package io.stagedoor.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The half of an {@link Ed25519Key} that receivers get. */
public final class Ed25519PublicKey implements VerifyingKey {

    static final String PREFIX = "whpk_";

    private static final String ALGORITHM = "Ed25519";
    /** The bytes before the key in the only encoding that the JDK reads and writes: RFC 8410, 4. */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int BYTES = 32;

    private final byte[] bytes;
    private final PublicKey key;

    private Ed25519PublicKey(byte[] bytes) {
        this.bytes = bytes;
        byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + BYTES);
        System.arraycopy(bytes, 0, encoded, X509_HEAD.length, BYTES);
        try {
            this.key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key after " + PREFIX + " is not a point of the curve", e);
        }
    }

    static Ed25519PublicKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new Ed25519PublicKey(Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length));
    }

    /** @param whpk {@code whpk_} and the base64 of RFC 8032's 32 bytes */
    static Ed25519PublicKey parse(String whpk) {
        byte[] bytes = KeyText.decode(PREFIX, whpk);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "the key has " + bytes.length + " bytes after " + PREFIX + ", not " + BYTES);
        }
        return new Ed25519PublicKey(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The text for receivers. Not a secret. */
    public String whpk() {
        return KeyText.encode(PREFIX, bytes);
    }

    @Override
    public boolean verifies(String signature, String id, long timestampSeconds, byte[] body) {
        if (!signature.startsWith(Ed25519Key.SCHEME)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(KeyText.head(id, timestampSeconds));
            check.update(body);
            return check.verify(KeyText.decode(Ed25519Key.SCHEME, signature));
        } catch (SignatureException | IllegalArgumentException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
