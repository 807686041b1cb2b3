package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.webhook.authentication.Authorization;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request, without its authorization.
 *
 * @param headers names in lower case
 */
record Outgoing(Map<String, String> headers, byte[] body) {

    /** @param authorization the value of the header {@code authorization}; empty for none */
    Map<String, String> headers(String authorization) {
        if (authorization.isEmpty()) {
            return headers;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(Authorization.HEADER, authorization);
        return all;
    }
}
