package io.stagedoor.broker;

import java.io.IOException;

/** No broker could be used: the message names every address that was tried and why it failed, in one line. */
public final class BrokerUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
