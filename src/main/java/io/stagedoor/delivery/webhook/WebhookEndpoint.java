package io.stagedoor.delivery.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The options of {@code webhook:<destination>}. */
public final class WebhookEndpoint extends DefaultEndpoint {

    private final WebhookComponent component;
    private URI url;
    private List<byte[]> keys = List.of();
    private Duration timeout = Duration.ofSeconds(15);
    private int connections = 64;

    WebhookEndpoint(String uri, WebhookComponent component) {
        super(uri, component);
        this.component = component;
    }

    /** Absolute, http or https, without user information. */
    public void setUrl(String text) {
        try {
            URI parsed = new URI(text.strip());
            boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            if (!http || parsed.getHost() == null) {
                throw new IllegalArgumentException(shown(text) + " is no http:// or https:// address with a host");
            }
            if (parsed.getUserInfo() != null || parsed.getFragment() != null) {
                throw new IllegalArgumentException("url: no user, password or fragment may stand in it");
            }
            this.url = parsed;
        } catch (URISyntaxException e) {
            // Not the cause too: it would show the whole text.
            throw new IllegalArgumentException(shown(text) + ": " + e.getReason());
        }
    }

    /** Without what stands before an {@code @}: it may be a password. */
    private static String shown(String text) {
        int at = text.lastIndexOf('@');
        return "url '" + (at < 0 ? text : "…" + text.substring(at)) + "'";
    }

    public String getUrl() {
        return String.valueOf(url);
    }

    /** Each key signs; none: not signed. */
    void sign(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
    }

    /** For the connection, and again for the whole exchange; milliseconds, 1 to 600,000. */
    public void setTimeoutMillis(int millis) {
        if (millis < 1 || millis > 600_000) {
            throw new IllegalArgumentException("timeoutMillis=" + millis + " is not 1 to 600000");
        }
        this.timeout = Duration.ofMillis(millis);
    }

    public int getTimeoutMillis() {
        return (int) timeout.toMillis();
    }

    /** The most connections to the receiver, 1 to 10,000. */
    public void setConnections(int connections) {
        if (connections < 1 || connections > 10_000) {
            throw new IllegalArgumentException("connections=" + connections + " is not 1 to 10000");
        }
        this.connections = connections;
    }

    public int getConnections() {
        return connections;
    }

    void check() {
        if (url == null) {
            throw new IllegalArgumentException("url is missing: where does the webhook go?");
        }
    }

    @Override
    public Producer createProducer() {
        WebhookClient client = new WebhookClient(component.vertx(), url, timeout, connections);
        return new WebhookProducer(this, client, keys, component.clock());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("webhook: sends; it cannot stand in from:");
    }
}
