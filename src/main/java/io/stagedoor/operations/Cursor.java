package io.stagedoor.operations;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a list, as text for a URL. It comes back from anybody: whoever reads one checks each part.
 *
 * @param parts without line feeds
 */
public record Cursor(String... parts) {

    private static final String BETWEEN = "\n";
    private static final int LONGEST = 2_000;

    /**
     * @param count how many parts it must have
     * @throws Invalid for any text that {@link #text} has not given
     */
    public static Cursor parse(String text, int count) {
        if (text.length() <= LONGEST && text.matches("[A-Za-z0-9_-]+")) {
            try {
                String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                String[] parts = decoded.split(BETWEEN, -1);
                if (parts.length == count) {
                    return new Cursor(parts);
                }
            } catch (IllegalArgumentException notBase64) {
                throw wrong();
            }
        }
        throw wrong();
    }

    /** The part as a whole number from 0 on. */
    public long number(int part) {
        if (!parts[part].matches("[0-9]{1,15}")) {
            throw wrong();
        }
        return Long.parseLong(parts[part]);
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
    }

    public static Invalid wrong() {
        return new Invalid("cursor", "cursor: this is not the 'next' of a page; begin again without a cursor");
    }
}
