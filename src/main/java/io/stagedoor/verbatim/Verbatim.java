package io.stagedoor.verbatim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * A text on its way through Camel's URIs, in which Camel would decode, split or trim it: encoded by characters that mean
 * nothing there.
 *
 * <pre>
 *   route file   url: "{{key}}"                     ─▶ url: "{{verbatim:e3tr…}}"      before Camel reads the file
 *   endpoint     webhook:x?url=verbatim.aHR0…       ◀─ the function, which knows what the key says
 *   component    https://receiver/?a=1&amp;b=%2F    ◀─ byte for byte
 * </pre>
 */
public final class Verbatim {

    /** The name of the function that resolves {@link #placeholder}. */
    public static final String FUNCTION = "verbatim";

    private static final String PREFIX = FUNCTION + ".";

    private Verbatim() {}

    /** For a route file. {@code text} may have Camel's placeholders in it; they are resolved with the rest untouched. */
    public static String placeholder(String text) {
        return "{{" + FUNCTION + ":" + base64(text) + "}}";
    }

    /** What a {@link #placeholder} has after its colon, read. */
    public static String read(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }

    public static String encode(String text) {
        return PREFIX + base64(text);
    }

    /** The text that was encoded; any other text as it is. */
    public static String decode(String text) {
        return text.startsWith(PREFIX) ? read(text.substring(PREFIX.length())) : text;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
