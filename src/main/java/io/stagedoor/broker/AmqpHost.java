package io.stagedoor.broker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address of a broker.
 *
 * @param tls whether it is {@code amqps}
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535; by default 5672 for {@code amqp} and 5671 for {@code amqps}
 * @param options the part after {@code ?}
 */
public record AmqpHost(boolean tls, String host, int port, UrlOptions options) {

    // Not java.net.URI: it rejects hosts with an underscore, and names of Compose services can have one.
    private static final Pattern FORM =
            Pattern.compile("(?<scheme>[^:/]+)://(?<authority>[^/?#]*)/?(\\?(?<options>.*))?");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?");

    /** @throws IllegalArgumentException says what is wrong; shows neither user nor password */
    static AmqpHost parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("an address has the form amqp://host:port or amqps://host:port");
        }
        String authority = form.group("authority");
        if (authority.contains("@")) {
            throw new IllegalArgumentException("the URL must not contain user and password, because logs show it:"
                    + " set stagedoor.broker.user and stagedoor.broker.password");
        }
        if (authority.contains(",")) {
            throw new IllegalArgumentException("write the scheme before each address: amqp://a:5672,amqp://b:5672");
        }
        boolean tls = tls(form.group("scheme"));
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + authority + "' is not host:port");
        }
        return new AmqpHost(
                tls, parts.group("host"), port(parts.group("port"), tls), UrlOptions.parse(form.group("options")));
    }

    private static boolean tls(String scheme) {
        return switch (scheme) {
            case "amqp" -> false;
            case "amqps" -> true;
            default -> throw new IllegalArgumentException("the scheme is amqp, or amqps for TLS, not '" + scheme + "'");
        };
    }

    private static int port(String text, boolean tls) {
        int port = text == null ? (tls ? 5671 : 5672) : Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port is 1 to 65535, not " + port);
        }
        return port;
    }

    /** Without options: one of them may be a password. */
    @Override
    public String toString() {
        return (tls ? "amqps://" : "amqp://") + host + ":" + port;
    }
}
