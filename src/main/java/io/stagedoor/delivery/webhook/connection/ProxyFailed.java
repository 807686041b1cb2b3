package io.stagedoor.delivery.webhook.connection;

import java.io.IOException;

/** The proxy failed; the destination was not asked. */
public final class ProxyFailed extends IOException {

    public ProxyFailed(String message) {
        super(message);
    }

    public ProxyFailed(Throwable cause) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
}
