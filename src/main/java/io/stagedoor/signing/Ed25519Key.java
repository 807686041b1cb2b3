package io.stagedoor.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * v1a of Standard Webhooks 1.0.0, section "Signature scheme": Ed25519 (RFC 8032, 5.1). A receiver needs only the public
 * key, and no secret.
 */
public final class Ed25519Key implements SigningKey {

    static final String PREFIX = "whsk_";
    static final String SCHEME = "v1a,";

    private static final String ALGORITHM = "Ed25519";
    private static final int SEED_BYTES = 32;

    private final PrivateKey key;
    private final byte[] seed;
    private final Ed25519PublicKey publicKey;

    private Ed25519Key(byte[] seed) {
        this.seed = seed;
        try {
            this.key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            this.publicKey = publicKeyOf(seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** A new key from the system's secure random numbers. */
    public static Ed25519Key generate() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return new Ed25519Key(seed);
    }

    /**
     * @param whsk {@code whsk_} and the base64 of the 32 bytes of RFC 8032's private key, or of these and the 32 of the
     *     public key
     * @throws IllegalArgumentException says what is wrong with the key; does not show it
     */
    public static Ed25519Key parse(String whsk) {
        if (!whsk.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the key does not begin with " + PREFIX);
        }
        byte[] bytes = KeyText.decode(PREFIX, whsk);
        if (bytes.length != SEED_BYTES && bytes.length != 2 * SEED_BYTES) {
            throw new IllegalArgumentException("the secret has " + bytes.length + " bytes after " + PREFIX + ", not "
                    + SEED_BYTES + " or " + 2 * SEED_BYTES);
        }
        Ed25519Key key = new Ed25519Key(Arrays.copyOf(bytes, SEED_BYTES));
        byte[] named = Arrays.copyOfRange(bytes, SEED_BYTES, bytes.length);
        if (named.length > 0 && !Arrays.equals(named, key.publicKey.bytes())) {
            throw new IllegalArgumentException("the two halves of the secret after " + PREFIX + " are not of one key");
        }
        return key;
    }

    /** {@code whsk_} and the base64 of private and public key: the form that users of libsodium expect. */
    public String whsk() {
        byte[] both = Arrays.copyOf(seed, 2 * SEED_BYTES);
        System.arraycopy(publicKey.bytes(), 0, both, SEED_BYTES, SEED_BYTES);
        return KeyText.encode(PREFIX, both);
    }

    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String sign(String id, long timestampSeconds, byte[] body) {
        return KeyText.encode(SCHEME, sign(KeyText.head(id, timestampSeconds), body));
    }

    /** Signs {@code head} followed by {@code body} (RFC 8032, 5.1.6). */
    byte[] sign(byte[] head, byte[] body) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(head);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /**
     * The JDK calculates a public key only when it generates a pair, so this passes the private key as the random
     * number. {@link #parse} and the tests compare the result with RFC 8032.
     */
    private static Ed25519PublicKey publicKeyOf(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance(ALGORITHM);
        pairs.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return Ed25519PublicKey.of(pairs.generateKeyPair().getPublic());
    }
}
