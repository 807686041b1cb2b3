package io.stagedoor.operations;

/**
 * Who does something.
 *
 * @param name of a token, of a person at the issuer, or {@code localhost}
 * @param role {@code viewer} or {@code operator}
 */
public record Actor(String name, String role) {}
