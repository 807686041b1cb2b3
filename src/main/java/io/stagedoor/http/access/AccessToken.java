package io.stagedoor.http.access;

import io.stagedoor.secret.CurrentSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A bearer token of the settings.
 *
 * @param name of whoever has it, for the audit
 * @param role {@code viewer} or {@code operator}
 */
public record AccessToken(String name, String role, CurrentSecret<String> secret) {

    /** In constant time: the time of a comparison must not tell how much of a token is right. */
    boolean is(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), secret.get().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AccessToken[name=" + name + ", role=" + role + "]";
    }
}
