package io.stagedoor.delivery.webhook.authentication;

import java.util.function.Supplier;

/**
 * A header that a destination's every request has.
 *
 * @param name in lower case
 * @param secret whether its value is nobody else's business
 */
public record ExtraHeader(String name, Supplier<String> value, boolean secret) {}
