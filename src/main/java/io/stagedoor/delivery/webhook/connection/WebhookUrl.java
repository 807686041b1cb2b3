package io.stagedoor.delivery.webhook.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The URL of a webhook: absolute, http or https (RFC 3986), without user and fragment. Path and query are used byte for
 * byte. It refuses a host that different programs read differently.
 *
 * @param text unchanged
 * @param tls whether it is https
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param target path and query, as in the request
 */
public record WebhookUrl(String text, boolean tls, String host, int port, String target) {

    // Not URI's own host: it rejects underscores, and names of Compose services can have them.
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?");
    private static final Pattern WRITTEN_AUTHORITY = Pattern.compile("^\\s*[A-Za-z]+://([^/?#]*)");
    // Everything that inet_aton and browsers read as an IPv4 address, in any base and with missing parts.
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private static final Pattern LABELS = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){0,126}\\.?");

    /** @throws IllegalArgumentException names the option and says what is wrong; shows no password */
    public static WebhookUrl parse(String option, String text) {
        URI uri = uri(option, text);
        String authority = String.valueOf(uri.getRawAuthority());
        if (authority.contains("@") || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(option + ": it must not contain user, password or fragment");
        }
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        Matcher parts = AUTHORITY.matcher(authority);
        if (!tls && !"http".equalsIgnoreCase(uri.getScheme()) || uri.getRawAuthority() == null || !parts.matches()) {
            String zone = authority.startsWith("[") && authority.contains("%")
                    ? ": an IPv6 zone is valid on one machine only"
                    : " is not an http:// or https:// address with a host";
            throw refused(option, text, zone);
        }
        String host = parts.group("host");
        checkHost(option, text, host, tls);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return new WebhookUrl(text.strip(), tls, host, port(option, text, parts.group("port"), tls), target);
    }

    private static URI uri(String option, String text) {
        try {
            requireAsciiHost(option, text);
            return new URI(encoded(text.strip()));
        } catch (URISyntaxException e) {
            // Without the cause: it would show the whole text.
            throw refused(option, text, ": " + e.getReason());
        }
    }

    /** Encodes other characters as UTF-8 (RFC 3987, 3.1), without the normalization of {@link URI#toASCIIString}. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(UTF_8)) {
            encoded.append(one >= 0 ? String.valueOf((char) one) : String.format("%%%02X", one));
        }
        return encoded.toString();
    }

    /** Other hosts are ambiguous: the IDNA standards of 2003 and 2008 translate some differently. */
    private static void requireAsciiHost(String option, String text) {
        Matcher authority = WRITTEN_AUTHORITY.matcher(text);
        if (authority.find() && authority.group(1).chars().anyMatch(character -> character > '~')) {
            throw refused(option, text, ": write the host in its ASCII form (xn--…), as your DNS has it");
        }
    }

    /** @throws IllegalArgumentException for an invalid host, or one that different programs read differently */
    static void checkHost(String option, String text, String host, boolean tls) {
        checkAddress(option, text, host);
        checkName(option, text, host, tls);
    }

    private static void checkAddress(String option, String text, String host) {
        if (NUMBER.matcher(host).matches() && !NetUtil.isValidIpV4Address(host)) {
            throw refused(option, text, ": write an IPv4 address as four decimal numbers, such as 10.0.0.1");
        }
        if (hasOctal(host)) {
            throw refused(
                    option,
                    text,
                    ": write the IPv4 address without zeros before its numbers: some programs read"
                            + " 010 as 8, others as 10");
        }
        if (host.startsWith("[") && address(host).isEmpty()) {
            throw refused(option, text, ": " + host + " is not an IPv6 address");
        }
    }

    /** Checks also the IPv4 end of an IPv6 address. */
    private static boolean hasOctal(String host) {
        boolean address =
                host.startsWith("[") ? host.contains(".") : NUMBER.matcher(host).matches();
        String ipv4 = host.substring(host.lastIndexOf(':') + 1);
        return address && Stream.of(ipv4.split("\\.")).anyMatch(number -> number.matches("0[0-9]+]?"));
    }

    private static void checkName(String option, String text, String host, boolean tls) {
        if (host.startsWith("[")) {
            return;
        }
        if (!LABELS.matcher(host).matches() || host.length() > 254) {
            throw refused(option, text, ": " + host + " is not a host name");
        }
        if (tls && host.endsWith(".")) {
            throw refused(option, text, ": remove the dot at the end of the name, no certificate matches it");
        }
    }

    private static int port(String option, String text, String digits, boolean tls) {
        int port = digits == null ? (tls ? 443 : 80) : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw refused(option, text, ": the port is 1 to 65535");
        }
        return port;
    }

    /** The address, if the host is one and not a name. */
    public Optional<InetAddress> literal() {
        return host.startsWith("[") || NetUtil.isValidIpV4Address(host) ? address(host) : Optional.empty();
    }

    /** Parses four numbers, and anything in brackets, without a look-up. */
    private static Optional<InetAddress> address(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /** Shows neither the part before an {@code @}, which may be a password, nor the query, which may be a key. */
    private static IllegalArgumentException refused(String option, String text, String why) {
        int at = text.lastIndexOf('@');
        String shown = at < 0 ? withoutQuery(text) : "…" + text.substring(at).replaceFirst("[/?#&].*", "/…");
        return new IllegalArgumentException(option + " '" + shown + "'" + why);
    }

    private static String withoutQuery(String text) {
        return text.replaceFirst("(?s)\\?.*", "?…");
    }

    /** Without the query, for messages. */
    @Override
    public String toString() {
        return withoutQuery(text);
    }
}
