package io.stagedoor.management;

import io.vertx.core.MultiMap;
import io.vertx.core.http.impl.HttpUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Who may see what: the health answers, which say no more than UP or DOWN, are for everyone; the metrics are for who
 * brings the token, or, where no token is set, for who is on this machine. There is nothing else.
 */
final class Guard {

    static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String BEARER = "Bearer ";
    private static final Set<String> HEALTH =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");
    private static final String METRICS = "/q/metrics";

    /** @param reason for the operator, and nothing secret; may be empty */
    record Refusal(int status, String reason) {}

    static final Refusal NOT_FOUND = new Refusal(404, "");

    private final ManagementSettings settings;
    private final boolean loopback;

    Guard(ManagementSettings settings) {
        this.settings = settings;
        this.loopback = settings.loopback();
    }

    /**
     * @param path as the client wrote it; null where it wrote none
     * @param host that the client wanted to reach, without port
     * @return empty where the request may go on
     */
    Optional<Refusal> refusal(String path, String host, MultiMap headers) {
        String place = normalised(path);
        if (HEALTH.contains(place)) {
            return Optional.empty();
        }
        if (!METRICS.equals(place)) {
            return Optional.of(NOT_FOUND);
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

    /** As the router does it, which serves by what comes out: judged by another spelling, it would serve something else. */
    private static String normalised(String path) {
        try {
            return path == null ? "" : HttpUtils.normalizePath(path);
        } catch (IllegalArgumentException brokenEscape) {
            return "";
        }
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
