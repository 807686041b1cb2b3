package io.stagedoor.delivery.webhook.connection;

import java.io.IOException;

/** The egress rule permits no address of the host. */
public final class EgressRefused extends IOException {

    public EgressRefused(String message) {
        super(message);
    }
}
