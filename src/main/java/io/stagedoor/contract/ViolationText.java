package io.stagedoor.contract;

import io.stagedoor.text.Snippet;

/** A violation in one line: {@code pointer: keyword: message}. */
public final class ViolationText {

    private ViolationText() {}

    public static String of(Violation violation) {
        // The pointer to the whole document is the empty string, which nobody would see.
        String pointer = violation.pointer().isEmpty() ? "(root)" : violation.pointer();
        // It quotes the event, whose line breaks would make lines of their own.
        return Snippet.of(pointer + ": " + violation.keyword() + ": " + violation.message(), Integer.MAX_VALUE);
    }
}
