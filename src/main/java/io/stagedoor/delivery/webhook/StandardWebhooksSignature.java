package io.stagedoor.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The symmetric signature of Standard Webhooks 1.0.0, section "Signature scheme". */
public final class StandardWebhooksSignature {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private StandardWebhooksSignature() {}

    /**
     * Signs {@code id.timestamp.body}.
     *
     * @param id contains no {@code .}, else two different events could have the same signed text
     * @param timestampSeconds of the attempt, since 1970
     * @return {@code v1,} and the base64 of HMAC-SHA256, as it stands in {@code webhook-signature}
     * @throws IllegalArgumentException for an id with a {@code .}
     */
    public static String v1(byte[] key, String id, long timestampSeconds, byte[] body) {
        if (id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("a webhook-id contains no '.': " + id);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestampSeconds + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /**
     * @param whsec {@code whsec_} and the base64 of 24 to 64 bytes
     * @throws IllegalArgumentException says what is wrong with the secret and never shows it
     */
    public static byte[] key(String whsec) {
        if (!whsec.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the secret does not begin with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(whsec.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // Its own message would show a character of the secret, so it is not even the cause.
            throw new IllegalArgumentException("the secret is not base64 after " + PREFIX);
        }
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("the secret has " + key.length + " bytes, not " + MIN_BYTES + " to "
                    + MAX_BYTES + "; a good one: whsec_$(openssl rand -base64 32)");
        }
        return key;
    }
}
