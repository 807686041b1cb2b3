package io.stagedoor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input, and who sits at either end.
 *
 * @param inIsTerminal whether a person would have to type the input
 * @param errIsTerminal whether a line on stderr can be drawn anew
 * @param outIsTerminal whether lines on stdout are best as wide as a screen
 */
record Terminal(InputStream in, boolean inIsTerminal, boolean errIsTerminal, boolean outIsTerminal) {

    /** Whose output goes into a file. */
    Terminal(InputStream in, boolean inIsTerminal, boolean errIsTerminal) {
        this(in, inIsTerminal, errIsTerminal, false);
    }

    static Terminal ofThisProcess() {
        return new Terminal(System.in, isTerminal(0), isTerminal(2), isTerminal(1));
    }

    private static boolean isTerminal(int descriptor) {
        // System.console() is there only when both stdin and stdout are terminals; Linux knows each.
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
