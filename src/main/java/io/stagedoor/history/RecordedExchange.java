package io.stagedoor.history;

import java.util.Collections;
import java.util.Map;

/**
 * The last HTTP request of an attempt, and its answer. Secrets are blank ({@code ***}) in all of it. Everything in the
 * answer comes from the receiver: show it as text, and never interpret it.
 *
 * @param address connected to, such as {@code 192.0.2.7:443} or {@code [2001:db8::1]:443}; null if there was no
 *     connection, or a proxy made it
 * @param requestHeaders names in lower case, in their order
 * @param responseHeaders names in lower case, several values of one name with commas between them; empty without an
 *     answer
 * @param responseBody its beginning as UTF-8 text, at most 1 KiB; empty without an answer
 * @param truncated whether the answer's body is longer
 */
public record RecordedExchange(
        String address,
        Map<String, String> requestHeaders,
        Map<String, String> responseHeaders,
        String responseBody,
        boolean truncated) {

    public RecordedExchange {
        requestHeaders = Collections.unmodifiableMap(requestHeaders);
        responseHeaders = Collections.unmodifiableMap(responseHeaders);
    }
}
