package io.stagedoor.ingress.producer;

import java.time.Instant;
import java.util.function.Function;

/**
 * A request whose body was read, as far as signatures need it.
 *
 * @param header the value of a header; null if it is missing
 * @param now when it came
 */
public record SignedRequest(Function<String, String> header, byte[] body, Instant now) {

    /** The value; empty if it is missing. */
    String text(String name) {
        String value = header.apply(name);
        return value == null ? "" : value;
    }
}
