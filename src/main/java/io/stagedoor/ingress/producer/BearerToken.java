package io.stagedoor.ingress.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;

/** A bearer token, RFC 6750, 2.1; several while it is being changed. It is compared by its hash, in constant time. */
public final class BearerToken implements Proof {

    private static final String SCHEME = "Bearer ";

    private final CurrentSecret<List<byte[]>> hashes;

    /**
     * @param reference to one token a line
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when a token is too short
     */
    public BearerToken(SecretReference reference, Clock clock) throws IOException {
        hashes = new CurrentSecret<>(
                reference,
                text -> SharedText.lines("token", text).stream()
                        .map(BearerToken::hash)
                        .toList(),
                clock);
    }

    @Override
    public boolean accepts(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] shown = hash(authorization.substring(SCHEME.length()).strip());
        boolean found = false;
        for (byte[] hash : hashes.get()) {
            found |= MessageDigest.isEqual(hash, shown);
        }
        return found;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
