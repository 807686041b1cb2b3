package io.stagedoor.cli.events;

import io.stagedoor.text.Snippet;

/**
 * An event as it was read.
 *
 * @param source the file, or {@code stdin}
 * @param line in the file, from 1, where it begins; 0 where the whole file is the event
 * @param bytes exactly as they stood there, without what is around them
 * @param fault why this is no event that could be meant, in words; null where it may be one
 */
record ReadEvent(String source, int line, byte[] bytes, String fault) {

    ReadEvent(String source, int line, byte[] bytes) {
        this(source, line, bytes, null);
    }

    /** {@code file} or {@code file:line}. */
    String where() {
        String safe = Snippet.of(source, Integer.MAX_VALUE); // A file may have any name.
        return line == 0 ? safe : safe + ":" + line;
    }
}
