package io.stagedoor.delivery.format;

import java.util.Map;

/**
 * What goes out.
 *
 * @param headers beside the content type; names in lower case, values fit for HTTP
 */
public record Formatted(Map<String, String> headers, Content content) {}
