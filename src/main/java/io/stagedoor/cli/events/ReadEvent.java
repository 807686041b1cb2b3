package io.stagedoor.cli.events;

import io.stagedoor.text.Snippet;

/**
 * An event as it was read from its source.
 *
 * @param source the file, or {@code stdin}
 * @param line where it begins, from 1; 0 when the whole file is the event
 * @param bytes exactly as in the source, without white space around them
 * @param fault why this cannot be an event; null when it may be one
 */
record ReadEvent(String source, int line, byte[] bytes, String fault) {

    ReadEvent(String source, int line, byte[] bytes) {
        this(source, line, bytes, null);
    }

    /** {@code file} or {@code file:line}. */
    String where() {
        String safe = Snippet.of(source, Integer.MAX_VALUE); // A file name may have any characters.
        return line == 0 ? safe : safe + ":" + line;
    }
}
