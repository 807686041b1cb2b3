package io.stagedoor.verbatim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Encodes a text for Camel's URIs, in which Camel would decode, split or trim it. The encoding uses only characters
 * without a meaning there.
 *
 * <pre>
 *   route file   url: "{{key}}"                     ─▶ url: "{{verbatim:e3tr…}}"      before Camel reads the file
 *   endpoint     webhook:x?url=verbatim.aHR0…       ◀─ the function, which resolves the key
 *   component    https://receiver/?a=1&amp;b=%2F    ◀─ byte for byte
 * </pre>
 */
public final class Verbatim {

    /** The name of the function that resolves {@link #placeholder}. */
    public static final String FUNCTION = "verbatim";

    private static final String PREFIX = FUNCTION + ".";

    private Verbatim() {}

    /**
     * Encodes a text for a route file. The text may contain Camel's placeholders; they are resolved, and the rest stays
     * unchanged.
     */
    public static String placeholder(String text) {
        return "{{" + FUNCTION + ":" + base64(text) + "}}";
    }

    /** Decodes the part of a {@link #placeholder} after its colon. */
    public static String read(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }

    public static String encode(String text) {
        return PREFIX + base64(text);
    }

    /** The decoded text; a text that was not encoded is returned as it is. */
    public static String decode(String text) {
        return text.startsWith(PREFIX) ? read(text.substring(PREFIX.length())) : text;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
