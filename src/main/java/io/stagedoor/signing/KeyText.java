package io.stagedoor.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Reads keys and builds the signed text as in Standard Webhooks 1.0.0. */
final class KeyText {

    private KeyText() {}

    /** @throws IllegalArgumentException does not show the text, which may be a secret */
    static byte[] decode(String prefix, String text) {
        try {
            return Base64.getDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException e) {
            // Without the cause: its message would show a character of the secret.
            throw new IllegalArgumentException("the secret is not base64 after " + prefix);
        }
    }

    static String encode(String prefix, byte[] bytes) {
        return prefix + Base64.getEncoder().encodeToString(bytes);
    }

    /** The signed bytes before the body. */
    static byte[] head(String id, long timestampSeconds) {
        if (id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("a webhook-id contains no '.': " + id);
        }
        return (id + "." + timestampSeconds + ".").getBytes(UTF_8);
    }
}
