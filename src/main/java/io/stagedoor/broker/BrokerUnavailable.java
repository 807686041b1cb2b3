package io.stagedoor.broker;

import java.io.IOException;

/** No broker is usable. The message names, in one line, every address and why it failed. */
public final class BrokerUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
