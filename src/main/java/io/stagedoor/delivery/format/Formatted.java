package io.stagedoor.delivery.format;

import java.util.Map;

/**
 * The content of a request, with the headers of its format.
 *
 * @param headers besides the content type; names in lower case, values valid in HTTP
 */
public record Formatted(Map<String, String> headers, Content content) {}
