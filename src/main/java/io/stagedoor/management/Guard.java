package io.stagedoor.management;

import io.vertx.core.MultiMap;
import io.vertx.core.http.impl.HttpUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which requests to answer. Health, which says only UP or DOWN, is for everyone. Metrics need the token; if no
 * token is set, they are only for this machine. Every other path is refused.
 */
final class Guard {

    static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String BEARER = "Bearer ";
    private static final Set<String> HEALTH =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");
    private static final String METRICS = "/q/metrics";

    /** @param reason for the operator, without secrets; may be empty */
    record Refusal(int status, String reason) {}

    static final Refusal NOT_FOUND = new Refusal(404, "");

    private final ManagementSettings settings;
    private final boolean loopback;

    Guard(ManagementSettings settings) {
        this.settings = settings;
        this.loopback = settings.loopback();
    }

    /**
     * @param path as the client wrote it; null if there is none
     * @param host the host of the request, without port
     * @return empty when the request is allowed
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
                    : Optional.of(new Refusal(
                            UNAUTHORIZED, "send the bearer token that" + " " + ManagementSettings.TOKEN + " names"));
        }
        if (!loopback) {
            return Optional.of(
                    new Refusal(FORBIDDEN, "set " + ManagementSettings.TOKEN + " to serve this beyond localhost"));
        }
        // Otherwise a web page in a browser on this machine could read it, through a host name that resolves to this
        // machine.
        return headers.contains("Origin") || !isThisMachine(host)
                ? Optional.of(new Refusal(FORBIDDEN, "only for requests to localhost, from this machine"))
                : Optional.empty();
    }

    /**
     * Normalizes the path as the router does. With another spelling, the router could serve a path that the guard did
     * not check.
     */
    private static String normalised(String path) {
        try {
            return path == null ? "" : HttpUtils.normalizePath(path);
        } catch (IllegalArgumentException brokenEscape) {
            return "";
        }
    }

    private static boolean brings(String token, MultiMap headers) {
        String given = headers.get("Authorization");
        // In constant time: the time of a comparison must not tell how much of the token is right.
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
