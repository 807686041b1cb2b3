package io.stagedoor.delivery.webhook.authentication;

import io.stagedoor.delivery.webhook.connection.WebhookClient;
import io.stagedoor.delivery.webhook.connection.WebhookUrl;
import java.util.function.Function;

/** Creates an {@link Authorization} once there is a client for its own requests. */
@FunctionalInterface
public interface AuthorizationOption {

    Authorization open(Function<WebhookUrl, WebhookClient> clients);
}
