package io.stagedoor.contract.schema;

/**
 * A way in which an event violates the contract.
 *
 * @param pointer JSON pointer (RFC 6901) into the event, "" for the whole event; instead of a pointer longer than 500
 *     characters, the one of the nearest ancestor that is shorter
 * @param keyword the keyword of the schema that failed, for instance {@code required}
 * @param message what is wrong, in English, at most 300 characters, on one line, without the event's values
 */
public record Violation(String pointer, String keyword, String message) {}
