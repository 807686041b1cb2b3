package io.stagedoor.http;

import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A web origin, RFC 6454, 4.
 *
 * @param host in lower case; an international name in its ASCII form, an IPv6 address in brackets
 * @param port the usual one of the scheme where none is named
 */
record Origin(String scheme, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @return empty for {@code null}, which is the origin of a sandbox, and for anything else that is no origin */
    static Optional<Origin> of(String header) {
        try {
            URI uri = new URI(header);
            boolean plain = uri.getUserInfo() == null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
            return uri.getHost() == null || uri.getScheme() == null || !plain
                    ? Optional.empty()
                    : Optional.of(of(uri.getScheme(), uri.getHost(), uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * The origin of a request.
     *
     * @param authority null if it names none
     * @return never equal to that of a header if it names none
     */
    static Optional<Origin> of(String scheme, HostAndPort authority) {
        return Optional.of(authority == null ? new Origin("", "", 0) : of(scheme, authority.host(), authority.port()));
    }

    private static Origin of(String scheme, String host, int port) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        int usual = lower.equals("https") ? HTTPS : HTTP;
        String bare = host.startsWith("[") || !host.contains(":") ? host : "[" + host + "]";
        return new Origin(lower, bare.toLowerCase(Locale.ROOT), port < 0 ? usual : port);
    }
}
