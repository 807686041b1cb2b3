package io.stagedoor.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * The first to see a request. It sets the headers that every answer has, and refuses what a web page of somebody else
 * could make a browser on this machine send: where no login is needed, the browser would be let in.
 */
final class Front {

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    /** Only our own scripts, styles and images; no frames, and no form to another place. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private final boolean loopback;
    private final BooleanSupplier started;

    Front(HttpSettings settings, BooleanSupplier started) {
        this.started = started;
        this.loopback = settings.loopback();
    }

    /** @return false if the request is refused and answered */
    boolean admits(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        if (loopback && !isThisMachine(host(request))) {
            refuse(response, FORBIDDEN, "Forbidden", "only for requests to localhost, from this machine");
            return false;
        }
        if (isForeign(request)) {
            refuse(response, FORBIDDEN, "Forbidden", "a page of another origin may not send this request");
            return false;
        }
        if (!started.getAsBoolean()) {
            response.putHeader("Retry-After", "1");
            refuse(response, UNAVAILABLE, "Service Unavailable", "the program has not started yet; try again soon");
            return false;
        }
        return true;
    }

    private static void refuse(HttpServerResponse response, int status, String title, String detail) {
        response.setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(new Problem(status, title, detail).json());
    }

    /**
     * Whether a browser sends it for a page of another origin; Fetch, "Origin" and "Sec-Fetch-Site". A page cannot set
     * these headers. What the browser says of the site decides where it says it: behind a proxy that ends TLS, the
     * origin begins with https and the request does not.
     */
    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if ("same-origin".equals(site) || "none".equals(site)) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return !Origin.of(origin).equals(Origin.of(request.scheme(), request.authority()));
        }
        return "cross-site".equals(site) && !isNavigation(request);
    }

    /** A link from elsewhere may lead here; a GET changes nothing. */
    private static boolean isNavigation(HttpServerRequest request) {
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "GET".equals(request.method().name());
    }

    /** From the authority, because HTTP/2 has no Host header. */
    private static String host(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? "" : authority.host();
    }

    private static boolean isThisMachine(String host) {
        return THIS_MACHINE.matcher(host).matches();
    }
}
