package io.stagedoor.delivery.webhook;

import io.stagedoor.egress.EgressRule;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;
import org.jboss.logging.Logger;

/**
 * {@code webhook:<destination>}: posts the event to a URL, signed as Standard Webhooks says.
 *
 * <p>{@code secret} names where the signing secret stands, see {@link SecretReference}; several with a comma between
 * while a secret is changed, each signs. Without it nothing is signed.
 */
public final class WebhookComponent extends DefaultComponent {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery.webhook");

    private final Vertx vertx;
    private final Clock clock;
    private final Path data;
    private final EgressRule egress;
    private final Certificates certificates;

    /** @param data the folder in which a missing secret file is made */
    public WebhookComponent(Vertx vertx, Clock clock, Path data, EgressRule egress, Certificates certificates) {
        this.vertx = vertx;
        this.clock = clock;
        this.data = data;
        this.egress = egress;
        this.certificates = certificates;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // Camel shows the URI of an endpoint that it refuses; 'secret' it knows to leave out.
        URISupport.addSanitizeKeywords("proxyCredentials");
    }

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> parameters) throws Exception {
        // Taken out first: Camel would show the value of a property that it cannot set.
        String secrets = getAndRemoveParameter(parameters, "secret", String.class);
        String proxyCredentials = getAndRemoveParameter(parameters, "proxyCredentials", String.class);
        WebhookEndpoint endpoint = new WebhookEndpoint(uri, this);
        setProperties(endpoint, parameters);
        if (proxyCredentials != null) {
            endpoint.authenticateToProxy(new SecretReference(proxyCredentials.strip()).read(System.getenv()));
        }
        endpoint.check();
        endpoint.sign(secrets == null ? List.of() : keys(secrets));
        return endpoint;
    }

    private List<byte[]> keys(String secrets) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        for (String text : secrets.split(",")) {
            SecretReference reference = new SecretReference(text.strip());
            if (reference.createBelow(data)) {
                LOG.infof("made a new signing secret: %s", reference.text());
            }
            try {
                keys.add(StandardWebhooksSignature.key(reference.read(System.getenv())));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(reference.text() + ": " + e.getMessage(), e);
            }
        }
        return keys;
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
