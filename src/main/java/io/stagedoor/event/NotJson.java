package io.stagedoor.event;

import io.stagedoor.text.Snippet;

/**
 * Thrown when bytes are not one strict JSON value (RFC 8259). The fault is permanent: the same bytes fail again.
 *
 * <p>The message reads {@code line 3, column 7: <cause in plain words>}, has at most {@value #MAX_MESSAGE} characters
 * and no control characters, and quotes at most a short snippet of the event. So it is safe in a header, a log line or
 * a dead letter. Lines and columns count from 1, columns in characters.
 */
public final class NotJson extends Exception {
    static final int MAX_MESSAGE = 300;

    private final String pointer;
    private final transient TextPlace place;

    NotJson(int line, int column, String pointer, String cause) {
        // No stack trace: many bad events must not cost more than many good ones.
        super(Snippet.of("line " + line + ", column " + column + ": " + cause, MAX_MESSAGE), null, false, false);
        this.pointer = pointer;
        this.place = new TextPlace(line, column);
    }

    /** Where the text is wrong. */
    public TextPlace place() {
        return place;
    }

    /** The JSON pointer (RFC 6901) of the value that could not be read; "" if that is unknown. */
    public String pointer() {
        return pointer;
    }

    /** Always {@code json}, in place of the schema keyword of a contract violation. */
    public String keyword() {
        return "json";
    }
}
