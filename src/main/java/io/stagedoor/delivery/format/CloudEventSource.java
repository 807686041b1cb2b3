package io.stagedoor.delivery.format;

import java.net.URI;
import java.net.URISyntaxException;

/** The attribute {@code source}, CloudEvents 1.0.2, "source": a URI-reference of RFC 3986, not empty. */
public final class CloudEventSource {

    private CloudEventSource() {}

    /**
     * @param option name of the option, for the message
     * @throws IllegalArgumentException names option and value
     */
    public static URI parse(String option, String text) {
        try {
            URI source = new URI(text);
            // Java accepts letters that RFC 3986 does not.
            if (!text.isEmpty() && source.toASCIIString().equals(text)) {
                return source;
            }
        } catch (URISyntaxException e) {
            throw refused(option, text);
        }
        throw refused(option, text);
    }

    private static IllegalArgumentException refused(String option, String text) {
        return new IllegalArgumentException(
                option + "=" + text + " is not a URI or relative reference (RFC 3986) in ASCII");
    }
}
