package io.stagedoor.delivery.webhook;

import java.io.IOException;

/** The egress rule permits no address of the host. */
final class EgressRefused extends IOException {

    EgressRefused(String message) {
        super(message);
    }
}
