package io.stagedoor.management;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may see what: the health answers, which say no more than UP or DOWN, are for everyone; anything else is for who
 * brings the token, or, where no token is set, for who is on this machine.
 */
final class Guard {

    static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String BEARER = "Bearer ";

    /** @param reason for the operator, and nothing secret */
    record Refusal(int status, String reason) {}

    private final ManagementSettings settings;
    private final boolean loopback;

    Guard(ManagementSettings settings) {
        this.settings = settings;
        this.loopback = settings.loopback();
    }

    /**
     * @param host that the client wanted to reach, without port
     * @return empty where the request may go on
     */
    Optional<Refusal> refusal(String path, String host, MultiMap headers) {
        if (isHealth(path)) {
            return Optional.empty();
        }
        if (settings.token().isPresent()) {
            return brings(settings.token().get().get(), headers)
                    ? Optional.empty()
                    : Optional.of(new Refusal(UNAUTHORIZED, "needs the token of " + ManagementSettings.TOKEN));
        }
        if (!loopback) {
            return Optional.of(
                    new Refusal(FORBIDDEN, "set " + ManagementSettings.TOKEN + " to serve this beyond localhost"));
        }
        // A page in a browser on this machine could read it otherwise, by a name of its own that leads here.
        return headers.contains("Origin") || !isThisMachine(host)
                ? Optional.of(new Refusal(FORBIDDEN, "is for this machine only"))
                : Optional.empty();
    }

    private static boolean isHealth(String path) {
        return path != null && (path.equals("/q/health") || path.startsWith("/q/health/"));
    }

    private static boolean brings(String token, MultiMap headers) {
        String given = headers.get("Authorization");
        // In constant time: how long a comparison takes tells how much was right.
        return given != null
                && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        given.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isThisMachine(String host) {
        return host.matches("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    }
}
