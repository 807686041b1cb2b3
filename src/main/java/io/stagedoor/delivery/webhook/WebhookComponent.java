package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.format.CloudEventSource;
import io.stagedoor.delivery.format.Format;
import io.stagedoor.delivery.webhook.authentication.AuthorizationOptions;
import io.stagedoor.delivery.webhook.authentication.ExtraHeader;
import io.stagedoor.delivery.webhook.authentication.HeaderOptions;
import io.stagedoor.delivery.webhook.authentication.Options;
import io.stagedoor.delivery.webhook.connection.Certificates;
import io.stagedoor.delivery.webhook.connection.HostAddresses;
import io.stagedoor.delivery.webhook.connection.VertxHostAddresses;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import io.stagedoor.signing.Signatures;
import io.stagedoor.signing.SigningKey;
import io.stagedoor.signing.SymmetricKey;
import io.stagedoor.verbatim.VerbatimFunction;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;
import org.jboss.logging.Logger;

/**
 * {@code webhook:<destination>}: posts the event to a URL, signed by Standard Webhooks.
 *
 * <p>{@code secret} is the reference of the signing secret, see {@link SecretReference}; while you replace a secret,
 * several references separated by commas, each of which signs. Without it, requests are not signed.
 *
 * <p>{@code format} is {@code event}, {@code cloudevents-structured} or {@code cloudevents-binary}; {@code
 * header.<label>} adds a header; {@code username} and {@code password}, {@code bearer} or {@code oauth2…} authenticate
 * the sender.
 */
public final class WebhookComponent extends DefaultComponent {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery.webhook");

    private final Vertx vertx;
    private final Clock clock;
    private final Path data;
    private final EgressRule egress;
    private final Certificates certificates;
    private final URI source;

    /**
     * @param data the folder in which a missing secret file is created
     * @param source of CloudEvents, unless a destination names another
     */
    public WebhookComponent(
            Vertx vertx, Clock clock, Path data, EgressRule egress, Certificates certificates, URI source) {
        this.vertx = vertx;
        this.clock = clock;
        this.data = data;
        this.egress = egress;
        this.certificates = certificates;
        this.source = source;
    }

    @Override
    public void setCamelContext(CamelContext camel) {
        super.setCamelContext(camel);
        camel.getPropertiesComponent().addPropertiesFunction(new VerbatimFunction(camel));
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // Camel shows the options of an endpoint that it cannot create; these may contain a secret in plain text.
        URISupport.addSanitizeKeywords("bearer,password,secret,header.,proxyCredentials");
    }

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> parameters) throws Exception {
        VerbatimFunction.decode(parameters);
        String url = getAndRemoveParameter(parameters, "url", String.class);
        String proxy = getAndRemoveParameter(parameters, "proxy", String.class);
        // Remove it first: Camel shows the value of a property that it cannot set.
        String proxyCredentials = getAndRemoveParameter(parameters, "proxyCredentials", String.class);
        RequestContent content = content(new Options(parameters, clock));
        WebhookEndpoint endpoint = new WebhookEndpoint(uri, this);
        if (url != null) {
            endpoint.setUrl(url);
        }
        if (proxy != null) {
            endpoint.setProxy(proxy);
        }
        setProperties(endpoint, parameters);
        if (proxyCredentials != null) {
            endpoint.authenticateToProxy(new SecretReference(proxyCredentials.strip()).read(System.getenv()));
        }
        endpoint.check();
        endpoint.contain(content);
        return endpoint;
    }

    private RequestContent content(Options options) throws IOException {
        String format = options.take("format");
        String source = options.take("cloudEventsSource");
        List<ExtraHeader> headers = HeaderOptions.take(options);
        return new RequestContent(
                Format.named(
                        format == null ? "event" : format,
                        source == null ? this.source : CloudEventSource.parse("cloudEventsSource", source)),
                signatures(options),
                headers,
                AuthorizationOptions.take(options, headers));
    }

    private Signatures signatures(Options options) throws IOException {
        String secrets = options.take("secret");
        List<CurrentSecret<List<SigningKey>>> keys = new ArrayList<>();
        for (String text : secrets == null ? new String[0] : secrets.split(",")) {
            if (new SecretReference(text.strip()).createBelow(data, SymmetricKey::fresh)) {
                LOG.infof("created a new signing secret: %s", text.strip());
            }
            keys.add(options.secret("secret", text.strip(), SigningKey::parseLines));
        }
        return new Signatures(keys);
    }

    Vertx vertx() {
        return vertx;
    }

    Clock clock() {
        return clock;
    }

    EgressRule egress() {
        return egress;
    }

    Certificates certificates() {
        return certificates;
    }

    HostAddresses names() {
        return new VertxHostAddresses(vertx);
    }
}
