package io.stagedoor.cli.events;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream into lines of bytes. It does not decode them, because that could change them. */
final class JsonLines {

    private final String source;
    private final InputStream in;
    private int line;

    JsonLines(String source, InputStream in) {
        this.source = source;
        this.in = in instanceof BufferedInputStream ? in : new BufferedInputStream(in);
    }

    /**
     * @return the next line that is not blank; null at the end
     * @throws IOException also for a line of more than 16 MiB
     */
    ReadEvent next() throws IOException {
        for (byte[] bytes = nextLine(); bytes != null; bytes = nextLine()) {
            if (!isBlank(bytes)) {
                return new ReadEvent(source, line, bytes);
            }
        }
        return null;
    }

    private byte[] nextLine() throws IOException {
        line++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (bytes.size() == EventInput.MAX_BYTES) {
                throw new IOException(source + ":" + line + ": a line of more than 16 MiB");
            }
            bytes.write(next);
        }
        return withoutReturn(bytes.toByteArray());
    }

    private static byte[] withoutReturn(byte[] line) {
        boolean windows = line.length > 0 && line[line.length - 1] == '\r';
        return windows ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }
}
