package io.stagedoor.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * An event's bytes as they came, and its JSON, parsed at most once.
 *
 * <p>It is a {@link StreamCache}, so that Camel steps and converters can read it repeatedly, like any other body. The
 * validator uses {@link #json()} instead of parsing a second time. Not thread-safe: {@link #copy(Exchange)} gives each
 * thread its own, over the same bytes.
 */
public final class EventBody extends ByteArrayInputStream implements StreamCache {

    private JsonNode json;

    public EventBody(byte[] bytes) {
        super(bytes);
    }

    /** The bytes as they came. Not a copy: never write to them. */
    public byte[] bytes() {
        return buf;
    }

    /** The one JSON value that the bytes hold; parsed at the first call. */
    public JsonNode json() throws NotJson {
        if (json == null) {
            json = EventJson.parse(buf);
        }
        return json;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(buf, 0, count);
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        EventBody copy = new EventBody(buf);
        copy.json = json;
        return copy;
    }

    @Override
    public boolean inMemory() {
        return true;
    }

    @Override
    public long length() {
        return count;
    }

    @Override
    public long position() {
        return pos;
    }
}
