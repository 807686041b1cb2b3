package io.stagedoor.cli;

import io.stagedoor.contract.Violation;
import io.stagedoor.event.Snippet;

/** A violation in one line: {@code pointer: keyword: message}. */
final class ViolationText {

    private ViolationText() {}

    static String of(Violation violation) {
        // The pointer to the whole document is the empty string, which nobody would see.
        String pointer = violation.pointer().isEmpty() ? "(root)" : violation.pointer();
        // It quotes the event, whose line breaks would make lines of their own.
        return Snippet.of(pointer + ": " + violation.keyword() + ": " + violation.message(), Integer.MAX_VALUE);
    }
}
