package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.webhook.answer.RetryStatuses;
import io.stagedoor.delivery.webhook.answer.SentSecrets;
import io.stagedoor.delivery.webhook.authentication.Authorization;
import io.stagedoor.delivery.webhook.connection.WebhookClient;
import io.stagedoor.delivery.webhook.connection.WebhookConnection;
import io.stagedoor.delivery.webhook.connection.WebhookProxy;
import io.stagedoor.delivery.webhook.connection.WebhookUrl;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The options of {@code webhook:<destination>}. */
public final class WebhookEndpoint extends DefaultEndpoint {

    private final WebhookComponent component;
    private WebhookUrl url;
    private RequestContent content;
    private Duration timeout = Duration.ofSeconds(15);
    private int connections = 64;
    private WebhookProxy proxy;
    private String tls;
    private RetryStatuses retryStatuses = RetryStatuses.NONE;

    WebhookEndpoint(String uri, WebhookComponent component) {
        super(uri, component);
        this.component = component;
    }

    /** Absolute, http or https, without user information. */
    public void setUrl(String text) {
        this.url = WebhookUrl.parse("url", text);
    }

    public String getUrl() {
        return url == null ? null : url.text();
    }

    void contain(RequestContent content) {
        this.content = content;
    }

    /** Time-out for the connection, and again for the whole exchange; milliseconds, 1 to 600,000. */
    public void setTimeoutMillis(int millis) {
        if (millis < 1 || millis > 600_000) {
            throw new IllegalArgumentException("timeoutMillis=" + millis + " is not 1 to 600000");
        }
        this.timeout = Duration.ofMillis(millis);
    }

    public int getTimeoutMillis() {
        return (int) timeout.toMillis();
    }

    /** The maximum of exchanges at once, each on its own connection; 1 to 10,000. */
    public void setConnections(int connections) {
        if (connections < 1 || connections > 10_000) {
            throw new IllegalArgumentException("connections=" + connections + " is not 1 to 10000");
        }
        this.connections = connections;
    }

    public int getConnections() {
        return connections;
    }

    /** {@code http://host:port} or {@code socks5://host:port}; it resolves and connects for us. */
    public void setProxy(String text) {
        this.proxy = WebhookProxy.parse(text);
    }

    public String getProxy() {
        return proxy == null ? null : proxy.toString();
    }

    /** @param credentials {@code user:password} */
    void authenticateToProxy(String credentials) {
        if (proxy == null) {
            throw new IllegalArgumentException("proxyCredentials without proxy: set proxy too");
        }
        this.proxy = proxy.as(credentials);
    }

    /**
     * The name of a TLS configuration, {@code quarkus.tls.<name>}, with the CAs to trust and the client certificate.
     */
    public void setTls(String name) {
        this.tls = name;
    }

    public String getTls() {
        return tls;
    }

    /** 4xx statuses that this destination tries again, separated by commas. */
    public void setRetryStatuses(String text) {
        this.retryStatuses = RetryStatuses.parse(text);
    }

    public String getRetryStatuses() {
        return retryStatuses.toString();
    }

    void check() {
        if (url == null) {
            throw new IllegalArgumentException("url is missing: set it to the URL of the receiver");
        }
        if (tls != null) {
            component.certificates().named(tls);
            if (!url.tls()) {
                throw new IllegalArgumentException("tls=" + tls + " has no effect for " + url + ": use https");
            }
        }
        refuseLiteral("url", url);
    }

    /** Also with a proxy: it may be able to reach refused addresses. */
    private void refuseLiteral(String option, WebhookUrl url) {
        url.literal().flatMap(component.egress()::refusal).ifPresent(refusal -> {
            throw new IllegalArgumentException(option + " '" + url + "': " + refusal);
        });
    }

    private WebhookClient tokenClient(WebhookUrl tokenUrl) {
        refuseLiteral("oauth2TokenUrl", tokenUrl);
        return client(tokenUrl);
    }

    /** A client for the URL, with the options of this endpoint. */
    WebhookClient client(WebhookUrl url) {
        WebhookConnection connection = new WebhookConnection(
                timeout,
                connections,
                component.egress(),
                Optional.ofNullable(proxy),
                Optional.ofNullable(tls).map(name -> component.certificates().named(name)));
        return new WebhookClient(component.vertx(), component.names(), url, connection);
    }

    @Override
    public Producer createProducer() {
        Authorization authorization = content.authorization().open(this::tokenClient);
        SentSecrets secrets = new SentSecrets(content.secretHeaders(), content.signatures()::texts, url, proxy);
        return new WebhookProducer(
                this, client(url), content, authorization, component.clock(), retryStatuses, secrets);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("webhook: only sends; do not use it in from:");
    }
}
