package io.stagedoor.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes strict UTF-8 (RFC 3629). It refuses overlong forms, encoded surrogates, values above U+10FFFF, truncated
 * sequences and a byte order mark (RFC 8259 section 8.1); a JSON parser alone accepts some of them.
 */
final class Utf8 {
    private Utf8() {}

    static char[] decode(byte[] bytes) throws NotJson {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        // UTF-8 never decodes to more characters than it has bytes.
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean broken = decoder.decode(in, out, true).isError();
        char[] text = Arrays.copyOf(out.array(), out.position());
        if (broken) {
            throw at(text, "not UTF-8: byte " + (in.position() + 1) + " begins no valid sequence");
        }
        if (text.length > 0 && text[0] == '\uFEFF') {
            throw new NotJson(1, 1, "", "begins with a byte order mark; JSON text has none");
        }
        return text;
    }

    private static NotJson at(char[] before, String cause) {
        int line = 1;
        int column = 1;
        for (char c : before) {
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
        }
        return new NotJson(line, column, "", cause);
    }
}
