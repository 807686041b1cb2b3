package io.stagedoor.cli;

/**
 * An event as it was read.
 *
 * @param source the file, or {@code stdin}
 * @param line in the file, from 1; 0 where the whole file is the event
 * @param bytes exactly as they stood there; of a line without its line break
 */
record ReadEvent(String source, int line, byte[] bytes) {

    /** {@code file} or {@code file:line}. */
    String where() {
        return line == 0 ? source : source + ":" + line;
    }
}
