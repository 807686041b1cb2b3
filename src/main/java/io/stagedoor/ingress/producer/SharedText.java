package io.stagedoor.ingress.producer;

import java.util.List;

/** Reads secrets that are plain text: one on each line, so that a file can contain the new and the old one. */
final class SharedText {

    static final int SHORTEST = 16;

    private SharedText() {}

    /**
     * @param what is read, for the message
     * @throws IllegalArgumentException when one is too short; the message does not show it
     */
    static List<String> lines(String what, String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.stream().anyMatch(line -> line.length() < SHORTEST)) {
            throw new IllegalArgumentException("a " + what + " must have at least " + SHORTEST + " characters");
        }
        return lines;
    }
}
