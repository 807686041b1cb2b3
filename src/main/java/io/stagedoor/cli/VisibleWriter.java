package io.stagedoor.cli;

import io.stagedoor.text.Visible;
import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * A writer that makes control characters visible, see {@link Visible}. All output of the commands goes through it: an
 * event, a file name or a property is foreign text, and must not control the terminal.
 */
final class VisibleWriter extends PrintWriter {

    private final boolean redraws;

    /**
     * @param redraws whether a line may overwrite the last one, with a carriage return at its start; such lines are
     *     flushed
     */
    private VisibleWriter(PrintWriter to, boolean redraws) {
        super(to, redraws);
        this.redraws = redraws;
    }

    /** Puts such writers in front of stdout and stderr of the command and its subcommands. */
    static void standBefore(CommandLine command) {
        command.setOut(new VisibleWriter(command.getOut(), false));
        command.setErr(new VisibleWriter(command.getErr(), true));
    }

    @Override
    public void write(String text, int offset, int length) {
        int from = redraws && length > 0 && text.charAt(offset) == '\r' ? 1 : 0;
        String visible = Visible.of(text.substring(offset + from, offset + length));
        String all = from == 0 ? visible : '\r' + visible;
        super.write(all, 0, all.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character), 0, 1);
    }
}
