package io.stagedoor.cli.receiver;

import java.util.Map;

/**
 * A request as it came in.
 *
 * @param headers by their names in lower case
 */
record ReceivedRequest(String method, String path, Map<String, String> headers, byte[] body) {

    /** Empty where it is missing. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
