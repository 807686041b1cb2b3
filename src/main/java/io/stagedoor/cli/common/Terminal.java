package io.stagedoor.cli.common;

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
public record Terminal(InputStream in, boolean inIsTerminal, boolean errIsTerminal, boolean outIsTerminal) {

    /** Whose output goes into a file. */
    public Terminal(InputStream in, boolean inIsTerminal, boolean errIsTerminal) {
        this(in, inIsTerminal, errIsTerminal, false);
    }

    public static Terminal ofThisProcess() {
        if (isClosed(0)) {
            System.setIn(new ClosedInput()); // Also for whoever asks for a password.
        }
        return new Terminal(System.in, isTerminal(0), isTerminal(2), isTerminal(1));
    }

    /**
     * A descriptor that was closed when the process began is free for the next file that is opened: what is read from it
     * then is the Java runtime's own image, or one of our jars, 100 MB of anything but events.
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
            throw new IOException("it is closed: give it a file, or </dev/null");
        }
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
