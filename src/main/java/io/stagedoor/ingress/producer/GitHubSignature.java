package io.stagedoor.ingress.producer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Hub-Signature-256: sha256=…}, HMAC-SHA256 of the body in hexadecimal (GitHub, "Validating webhook
 * deliveries"). It covers neither a time nor an id, so a recorded request stays valid.
 */
public final class GitHubSignature implements Proof {

    static final String HEADER = "X-Hub-Signature-256";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SCHEME = "sha256=";

    private final CurrentSecret<List<SecretKeySpec>> keys;

    /**
     * @param reference to one secret a line
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when a secret is too short
     */
    public GitHubSignature(SecretReference reference, Clock clock) throws IOException {
        keys = new CurrentSecret<>(
                reference,
                text -> SharedText.lines("secret", text).stream()
                        .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                        .toList(),
                clock);
    }

    @Override
    public boolean accepts(SignedRequest request) {
        byte[] shown = request.text(HEADER).getBytes(US_ASCII);
        boolean found = false;
        for (SecretKeySpec key : keys.get()) {
            found |= MessageDigest.isEqual(signature(key, request.body()).getBytes(US_ASCII), shown);
        }
        return found;
    }

    private static String signature(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return SCHEME + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
