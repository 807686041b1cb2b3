package io.stagedoor.delivery.format;

/**
 * A body and what it is.
 *
 * @param bytes never written to
 * @param contentType a media type, RFC 9110, 8.3.1
 */
public record Content(byte[] bytes, String contentType) {}
