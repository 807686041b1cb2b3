package io.stagedoor.cli.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input, and which of the three standard streams are terminals.
 *
 * @param inIsTerminal whether a person types the input
 * @param errIsTerminal whether a line on stderr can be overwritten
 * @param outIsTerminal whether to cut lines on stdout to the width of the screen
 */
public record Terminal(InputStream in, boolean inIsTerminal, boolean errIsTerminal, boolean outIsTerminal) {

    /** With stdout going to a file. */
    public Terminal(InputStream in, boolean inIsTerminal, boolean errIsTerminal) {
        this(in, inIsTerminal, errIsTerminal, false);
    }

    public static Terminal ofThisProcess() {
        if (isClosed(0)) {
            System.setIn(new ClosedInput()); // The password prompt reads it, too.
        }
        return new Terminal(System.in, isTerminal(0), isTerminal(2), isTerminal(1));
    }

    /**
     * Whether a descriptor was closed when the process started. The next file that is opened takes its number: a read
     * would then return the Java runtime's own image, or one of our jars.
     */
    private static boolean isClosed(int descriptor) {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(descriptors.resolve(Integer.toString(descriptor)))
                    .toString();
            return target.startsWith(System.getProperty("java.home", "/nowhere") + "/")
                    || target.endsWith(".jar")
                    || target.startsWith("anon_inode:");
        } catch (IOException none) {
            return true;
        }
    }

    private static final class ClosedInput extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("it is closed: redirect it from a file or from /dev/null");
        }
    }

    private static boolean isTerminal(int descriptor) {
        // System.console() exists only when both stdin and stdout are terminals; Linux tells each.
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
