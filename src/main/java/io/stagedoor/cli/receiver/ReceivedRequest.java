package io.stagedoor.cli.receiver;

import java.util.Map;

/**
 * A request that the receiver got.
 *
 * @param headers keys are the names in lower case
 */
record ReceivedRequest(String method, String path, Map<String, String> headers, byte[] body) {

    /** The header's value; empty if it is missing. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
