package io.stagedoor.contract.schema;

import io.stagedoor.text.Snippet;

/** Formats a violation as one line: {@code pointer: keyword: message}. */
public final class ViolationText {

    private ViolationText() {}

    public static String of(Violation violation) {
        // The pointer to the whole document is the empty string, which is invisible.
        String pointer = violation.pointer().isEmpty() ? "(root)" : violation.pointer();
        // The message quotes the event; its line breaks must not start new lines.
        return Snippet.of(pointer + ": " + violation.keyword() + ": " + violation.message(), Integer.MAX_VALUE);
    }
}
