package io.stagedoor.archive;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Formats an event as a line of an archive:
 *
 * <pre>
 *   {"id":"…","channel":"…","received":"2026-11-23T07:24:39.002Z","event":{ the event, its bytes as they came }}
 * </pre>
 *
 * A line has no line break inside. If the event has line breaks (between its tokens; JSON strings have none), {@code
 * event} has blanks instead; if it is not JSON, {@code event} is null. In both cases the line ends with {@code
 * "body":"…"}, the text exactly as it came.
 */
final class ArchiveLine {

    private ArchiveLine() {}

    /**
     * @param body the body to archive, usually {@code delivery.body()}
     * @throws CharacterCodingException for a body that is not UTF-8: a line of JSON cannot hold it
     */
    static byte[] of(Delivery delivery, byte[] body) throws CharacterCodingException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(body.length + 200);
        append(line, "{\"id\":\"", delivery.eventId());
        append(line, "\",\"channel\":\"", delivery.channel());
        append(line, "\",\"received\":\"", delivery.received().toString());
        raw(line, "\",\"event\":");
        boolean json = isJson(body);
        byte[] flat = json ? withoutLineBreaks(body) : "null".getBytes(StandardCharsets.US_ASCII);
        line.writeBytes(flat);
        if (flat != body) {
            append(line, ",\"body\":\"", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)));
            raw(line, "\"");
        }
        raw(line, "}\n");
        return line.toByteArray();
    }

    private static void append(ByteArrayOutputStream line, String before, CharSequence value) {
        raw(line, before);
        line.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value.toString()));
    }

    private static void raw(ByteArrayOutputStream line, String ascii) {
        line.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isJson(byte[] body) {
        try {
            EventJson.parse(body);
            return true;
        } catch (NotJson e) {
            return false;
        }
    }

    /** Replaces line breaks with blanks; returns the same array when there are none. */
    private static byte[] withoutLineBreaks(byte[] json) {
        byte[] flat = json;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                flat = flat == json ? json.clone() : flat;
                flat[i] = ' ';
            }
        }
        return flat;
    }
}
