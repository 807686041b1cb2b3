package io.stagedoor.delivery.webhook;

import java.io.IOException;

/** The proxy did not do its part; the destination was not asked. */
final class ProxyFailed extends IOException {

    ProxyFailed(String message) {
        super(message);
    }

    ProxyFailed(Throwable cause) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
}
