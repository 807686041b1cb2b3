package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxy of a destination. Through an HTTP proxy, https uses CONNECT (RFC 9110, 9.3.6); through a SOCKS5 proxy,
 * everything uses SOCKS5 (RFC 1928, password by RFC 1929).
 */
public final class WebhookProxy {

    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>http|socks5)://(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(?<port>[0-9]{1,5})/?");

    private final ProxyOptions options;

    private WebhookProxy(ProxyOptions options) {
        this.options = options;
    }

    /** @throws IllegalArgumentException when it is not {@code http://host:port} or {@code socks5://host:port} */
    public static WebhookProxy parse(String text) {
        if (text.contains("@")) {
            // Do not show it: it contains a password.
            throw new IllegalArgumentException("proxy: it must not contain user or password; set proxyCredentials"
                    + " to env:NAME or file:PATH, which contains user:password");
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || Integer.parseInt(form.group("port")) > 65535) {
            throw new IllegalArgumentException(
                    "proxy '" + text + "' is neither http://host:port nor socks5://host:port");
        }
        WebhookUrl.checkHost("proxy", text, form.group("host"), false);
        return new WebhookProxy(new ProxyOptions()
                .setType(form.group("scheme").equals("http") ? ProxyType.HTTP : ProxyType.SOCKS5)
                .setHost(form.group("host"))
                .setPort(Integer.parseInt(form.group("port"))));
    }

    /** @throws IllegalArgumentException when the text is not {@code user:password}; does not show the text */
    public WebhookProxy as(String credentials) {
        int colon = credentials.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "the value that proxyCredentials refers to does not have the form" + " user:password");
        }
        return new WebhookProxy(new ProxyOptions(options)
                .setUsername(credentials.substring(0, colon))
                .setPassword(credentials.substring(colon + 1)));
    }

    /** {@code user:password}. Do not show it. */
    public Optional<String> credentials() {
        return Optional.ofNullable(options.getUsername()).map(user -> user + ":" + options.getPassword());
    }

    ProxyOptions options(Duration timeout) {
        return new ProxyOptions(options).setConnectTimeout(timeout);
    }

    @Override
    public String toString() {
        return (options.getType() == ProxyType.HTTP ? "http://" : "socks5://") + options.getHost() + ":"
                + options.getPort();
    }
}
