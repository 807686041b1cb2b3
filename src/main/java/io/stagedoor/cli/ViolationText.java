package io.stagedoor.cli;

import io.stagedoor.contract.Violation;

/** A violation in one line: {@code pointer: keyword: message}. */
final class ViolationText {

    private ViolationText() {}

    static String of(Violation violation) {
        // The pointer to the whole document is the empty string, which nobody would see.
        String pointer = violation.pointer().isEmpty() ? "(root)" : violation.pointer();
        return pointer + ": " + violation.keyword() + ": " + violation.message();
    }
}
