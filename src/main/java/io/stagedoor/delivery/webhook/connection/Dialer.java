package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

/** The way to the receiver. */
interface Dialer {

    /**
     * A request on a connection, pooled or new, that is ready to be sent; within the time-out for connections.
     *
     * @param request of this one request alone: where to connect is set in it
     */
    Future<HttpClientRequest> open(RequestOptions request);
}
