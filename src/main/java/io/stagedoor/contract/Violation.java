package io.stagedoor.contract;

/**
 * One way in which an event breaks its contract.
 *
 * @param pointer JSON pointer (RFC 6901) into the event, "" for the whole of it; where it would be longer than 500
 *     characters, the nearest ancestor that is not
 * @param keyword the keyword of the schema that was broken, for instance {@code required}
 * @param message what is wrong, in English, at most 300 characters, on one line, without the event's values
 */
public record Violation(String pointer, String keyword, String message) {}
