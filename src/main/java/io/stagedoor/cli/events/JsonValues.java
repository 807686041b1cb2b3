package io.stagedoor.cli.events;

import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream into JSON values without changing their bytes. A value may span several lines.
 *
 * <pre>
 *   {"a":1}⏎{"b":2}⏎      two values
 *   {⏎  "a": 1⏎}⏎{…}      two values, as 'jq .' writes them
 *   {"a":⏎{"b":2}⏎{…}     one fault, up to the next line that begins with {, and two values
 * </pre>
 *
 * It keeps one value in memory, and at most 64 KiB of the stream after it.
 */
final class JsonValues {

    private static final int CHUNK = 64 * 1024;

    private final String source;
    private final InputStream in;
    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int to;
    private int line = 1;
    private boolean atStart = true;

    JsonValues(String source, InputStream in) {
        this.source = source;
        this.in = in;
    }

    /**
     * @return the next value, or a piece that is not JSON, with its fault; null at the end
     * @throws IOException also for a value of more than 16 MiB
     */
    ReadEvent next() throws IOException {
        forget();
        if (!skipBetween()) {
            return null;
        }
        int end = value();
        String fault = fault(end);
        if (fault != null) {
            end = nextObject();
        }
        byte[] bytes = Arrays.copyOfRange(buffer, from, withoutLineBreaks(end));
        ReadEvent event = new ReadEvent(source, line, bytes, fault);
        for (; from < end; from++) {
            line += buffer[from] == '\n' ? 1 : 0;
        }
        return event;
    }

    /** Drops the bytes before the current value from the buffer. */
    private void forget() {
        if (from >= CHUNK / 2) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
    }

    /** Skips blanks, the record separator of RFC 7464, and the byte order mark that some editors write. */
    private boolean skipBetween() throws IOException {
        if (atStart) {
            atStart = false;
            boolean mark = has(2) && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf;
            from = mark ? 3 : 0;
        }
        for (; has(from); from++) {
            if (buffer[from] == '\n') {
                line++;
            } else if (!isBlank(buffer[from]) && buffer[from] != 0x1e) {
                return true;
            }
        }
        return false;
    }

    /** @return the index after the last byte of the value; if it does not end, the end of the stream */
    private int value() throws IOException {
        int depth = 0;
        boolean text = false;
        for (int at = from; has(at); at++) {
            byte next = buffer[at];
            if (text) {
                if (next == '\n') {
                    return at; // A string has no line break: its closing quote is missing.
                } else if (next == '\\') {
                    at++;
                    continue;
                }
                text = next != '"';
            } else if (next == '"') {
                text = true;
            } else if (next == '{' || next == '[') {
                depth++;
                continue;
            } else if (next == '}' || next == ']') {
                depth--;
            } else if (depth > 0 || !isBlank(next)) {
                continue;
            } else {
                return at; // After a number or a word.
            }
            if (!text && depth <= 0) {
                return at + 1;
            }
        }
        return to;
    }

    /** Why the value is not JSON, with the line of the stream; null when it is. */
    private String fault(int end) {
        try {
            EventJson.parse(Arrays.copyOfRange(buffer, from, end));
            return null;
        } catch (NotJson e) {
            String cause = e.getMessage().substring(e.getMessage().indexOf(": ") + 2);
            int at = line + e.place().line() - 1;
            return "not JSON: line " + at + ", column " + e.place().column() + ": " + cause;
        }
    }

    /** Finds the next line that begins with an object: in pretty-printed JSON that is a new value. */
    private int nextObject() throws IOException {
        for (int at = from + 1; has(at); at++) {
            if (buffer[at] == '{' && buffer[at - 1] == '\n') {
                return at;
            }
        }
        return to;
    }

    private int withoutLineBreaks(int end) {
        int last = end;
        while (last > from && (buffer[last - 1] == '\n' || buffer[last - 1] == '\r')) {
            last--;
        }
        return last;
    }

    /** Whether the stream has a byte at this index of the buffer. Reads more if needed; indexes stay valid. */
    private boolean has(int at) throws IOException {
        while (at >= to) {
            if (to - from > EventInput.MAX_BYTES) {
                throw new IOException(source + ":" + line + ": no JSON value ends within 16 MiB");
            }
            if (to == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                return false;
            }
            to += count;
        }
        return true;
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\t' || one == '\r' || one == '\n';
    }
}
