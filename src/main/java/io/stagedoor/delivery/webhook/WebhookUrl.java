package io.stagedoor.delivery.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a webhook goes: an absolute http or https URL (RFC 3986) without user and fragment.
 *
 * @param text as it was given
 * @param tls whether it is https
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param target path and query, as they stand in the request
 */
record WebhookUrl(String text, boolean tls, String host, int port, String target) {

    // Not URI's own host: it knows none with an underscore, and Compose services have them.
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?");
    // What inet_aton and browsers take for an IPv4 address, in whatever base and with whatever is left out.
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    /** @throws IllegalArgumentException names the option and what is wrong, and never shows a password */
    static WebhookUrl parse(String option, String text) {
        URI uri = uri(option, text);
        String authority = String.valueOf(uri.getRawAuthority());
        if (authority.contains("@") || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(option + ": no user, password or fragment may stand in it");
        }
        boolean tls = "https".equals(uri.getScheme());
        Matcher parts = AUTHORITY.matcher(authority);
        if (!tls && !"http".equals(uri.getScheme()) || uri.getRawAuthority() == null || !parts.matches()) {
            throw refused(option, text, " is no http:// or https:// address with a host");
        }
        String host = parts.group("host");
        checkAddress(option, text, host);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return new WebhookUrl(text.strip(), tls, host, port(option, text, parts.group("port"), tls), target);
    }

    private static URI uri(String option, String text) {
        try {
            return new URI(new URI(text.strip()).toASCIIString());
        } catch (URISyntaxException e) {
            // Not the cause too: it would show the whole text.
            throw refused(option, text, ": " + e.getReason());
        }
    }

    private static void checkAddress(String option, String text, String host) {
        if (NUMBER.matcher(host).matches() && !NetUtil.isValidIpV4Address(host)) {
            throw refused(option, text, ": write an IPv4 address as four decimal numbers, such as 10.0.0.1");
        }
        if (host.startsWith("[") && address(host).isEmpty()) {
            throw refused(option, text, ": " + host + " is no IPv6 address");
        }
    }

    private static int port(String option, String text, String digits, boolean tls) {
        int port = digits == null ? (tls ? 443 : 80) : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw refused(option, text, ": the port is 1 to 65535");
        }
        return port;
    }

    /** The address, where the host is one and not a name. */
    Optional<InetAddress> literal() {
        return host.startsWith("[") || NetUtil.isValidIpV4Address(host) ? address(host) : Optional.empty();
    }

    /** Four numbers, and anything in brackets, are parsed and never looked up. */
    private static Optional<InetAddress> address(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /** Shows nothing of what stands before an {@code @}: it may be a password. */
    private static IllegalArgumentException refused(String option, String text, String why) {
        int at = text.lastIndexOf('@');
        return new IllegalArgumentException(option + " '" + (at < 0 ? text : "…" + text.substring(at)) + "'" + why);
    }

    @Override
    public String toString() {
        return text;
    }
}
