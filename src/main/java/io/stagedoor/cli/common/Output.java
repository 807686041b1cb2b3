package io.stagedoor.cli.common;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The standard output of the commands. A failed write ends the command, see {@link OutputLost}. */
public final class Output extends OutputStream {

    private final OutputStream to;

    private Output(OutputStream to) {
        this.to = to;
    }

    /** The standard output of this process. It is buffered: flush it before you wait for something. */
    public static PrintWriter standard() {
        return writer(new FileOutputStream(FileDescriptor.out));
    }

    /**
     * The standard error of this process, flushed after each line. A failed write is ignored: there is no other place
     * to report it.
     */
    public static PrintWriter error() {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), charset()), true);
    }

    public static PrintWriter writer(OutputStream to) {
        return new PrintWriter(new OutputStreamWriter(new Output(to), charset()), false);
    }

    /** The charset of the terminal; UTF-8 if the locale names none, as the locale C does. */
    private static Charset charset() {
        String name = System.getProperty("native.encoding", "UTF-8");
        boolean none = !Charset.isSupported(name) || Charset.forName(name).equals(StandardCharsets.US_ASCII);
        return none ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        try {
            to.write(bytes, from, count);
        } catch (IOException e) {
            throw new OutputLost(e);
        }
    }

    @Override
    public void flush() {
        try {
            to.flush();
        } catch (IOException e) {
            throw new OutputLost(e);
        }
    }
}
