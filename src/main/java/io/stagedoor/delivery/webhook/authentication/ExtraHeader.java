package io.stagedoor.delivery.webhook.authentication;

import java.util.function.Supplier;

/**
 * An additional header of all requests of a destination.
 *
 * @param name in lower case
 * @param secret whether its value is a secret
 */
public record ExtraHeader(String name, Supplier<String> value, boolean secret) {}
