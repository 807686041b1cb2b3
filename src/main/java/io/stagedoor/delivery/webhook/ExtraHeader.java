package io.stagedoor.delivery.webhook;

import java.util.function.Supplier;

/**
 * A header that a destination's every request has.
 *
 * @param name in lower case
 */
record ExtraHeader(String name, Supplier<String> value) {}
