package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

/** Connects to the receiver. */
interface Dialer {

    /**
     * Opens a request, ready to be sent, on a pooled or new connection, within the time-out for connections.
     *
     * @param request for this request alone: the dialer sets in it where to connect
     */
    Future<HttpClientRequest> open(RequestOptions request);
}
