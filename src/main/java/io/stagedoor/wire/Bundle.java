package io.stagedoor.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several events for one destination in one message of its queue: a broker's effort grows with the number of messages.
 * The property {@link EventProperties#EVENTS} of the message holds the number of events. The body is, for each event:
 *
 * <pre>
 *   number of properties
 *   name and value of each, in UTF-8
 *   the event's body, unchanged
 * </pre>
 *
 * A number has four bytes, the highest first. The length in bytes precedes each text and each body.
 */
public final class Bundle {

    /** More does not help, and if the program dies, all events of its open bundles come again. */
    public static final int MOST_EVENTS = 50;

    /** Of all bodies and properties. The broker stores a message of more than 100 KiB in a file of its own. */
    public static final int MOST_BYTES = 64 << 10;

    /**
     * One event.
     *
     * @param properties application properties: those of {@link EventProperties} and those that a route added
     */
    public record Member(Map<String, String> properties, byte[] body) {

        /** The approximate size, bytes. */
        public int size() {
            int size = body.length;
            for (Map.Entry<String, String> property : properties.entrySet()) {
                size += property.getKey().length() + property.getValue().length();
            }
            return size;
        }
    }

    private Bundle() {}

    public static byte[] write(List<Member> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MOST_BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Member member : members) {
                out.writeInt(member.properties().size());
                for (Map.Entry<String, String> property : member.properties().entrySet()) {
                    write(out, property.getKey().getBytes(StandardCharsets.UTF_8));
                    write(out, property.getValue().getBytes(StandardCharsets.UTF_8));
                }
                write(out, member.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** @throws IOException for anything that {@link #write} did not write */
    public static List<Member> read(byte[] body, long events) throws IOException {
        if (events < 1) {
            throw new IOException("a bundle has at least one event");
        }
        List<Member> members = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            for (long i = 0; i < events; i++) {
                Map<String, String> properties = properties(in);
                members.add(new Member(properties, bytes(in)));
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes are left after " + events + " events");
            }
        } catch (EOFException e) {
            throw new IOException("its " + body.length + " bytes end within event " + (members.size() + 1), e);
        }
        return members;
    }

    private static Map<String, String> properties(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("an event of " + count + " properties");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            properties.put(text(in), text(in));
        }
        return properties;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException(length + " bytes are to come, where " + in.available() + " are left");
        }
        return in.readNBytes(length);
    }
}
