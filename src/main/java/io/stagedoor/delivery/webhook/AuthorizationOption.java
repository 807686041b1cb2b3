package io.stagedoor.delivery.webhook;

import java.util.function.Function;

/** An {@link Authorization} before there is a client for its own requests. */
@FunctionalInterface
interface AuthorizationOption {

    Authorization open(Function<WebhookUrl, WebhookClient> clients);
}
