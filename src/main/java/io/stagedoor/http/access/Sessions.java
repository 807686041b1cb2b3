package io.stagedoor.http.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The session of a person who logged in with a token, as the value of a cookie. No server keeps it: any replica with
 * the same token accepts it, and it ends when the token changes.
 *
 * <pre>
 *   &lt;name of the token&gt;.&lt;its end, s since 1970&gt;.&lt;HMAC-SHA256 of both, with a key derived from the token&gt;
 * </pre>
 */
final class Sessions {

    static final Duration LENGTH = Duration.ofHours(12);

    private static final String HMAC = "HmacSHA256";
    private static final String PURPOSE = "stagedoor session 1";
    private static final int LONGEST = 500;

    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    String begin(AccessToken token) {
        String content = token.name() + "." + clock.instant().plus(LENGTH).getEpochSecond();
        return content + "." + seal(token, content);
    }

    /** The token that the session belongs to; empty for one that is over, forged, or of a token that has changed. */
    Optional<AccessToken> of(String cookie, Collection<AccessToken> tokens) {
        String[] parts = cookie.split("\\.", -1);
        if (cookie.length() > LONGEST || parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        if (!Instant.ofEpochSecond(Long.parseLong(parts[1])).isAfter(clock.instant())) {
            return Optional.empty();
        }
        return tokens.stream()
                .filter(token -> token.name().equals(parts[0]))
                .filter(token -> same(seal(token, parts[0] + "." + parts[1]), parts[2]))
                .findFirst();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String seal(AccessToken token, String content) {
        byte[] key = hmac(token.secret().get().getBytes(StandardCharsets.UTF_8), PURPOSE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, content));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
