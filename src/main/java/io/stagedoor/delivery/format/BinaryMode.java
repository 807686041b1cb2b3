package io.stagedoor.delivery.format;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The binary mode of the CloudEvents 1.0.2 HTTP binding, 3.1: the data is the unchanged body, {@code datacontenttype}
 * is the content type, and every other attribute is a header {@code ce-…}.
 */
final class BinaryMode {

    private static final String PREFIX = "ce-";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private BinaryMode() {}

    static Formatted format(CloudEvent event, Content content) {
        Map<String, String> headers = new LinkedHashMap<>();
        event.attributes().forEach((name, value) -> headers.put(PREFIX + name, percentEncoded(value)));
        return new Formatted(headers, content);
    }

    /** Encodes blank, double quote, percent and everything outside printable ASCII as UTF-8 bytes (3.1.3.2). */
    static String percentEncoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F && b != '"' && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
