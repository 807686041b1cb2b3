package io.stagedoor.delivery.format;

/**
 * A body and its media type.
 *
 * @param bytes never changed
 * @param contentType a media type, RFC 9110, 8.3.1
 */
public record Content(byte[] bytes, String contentType) {}
