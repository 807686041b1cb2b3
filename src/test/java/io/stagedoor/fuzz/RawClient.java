package io.stagedoor.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;

/** Says what it is given on a connection of its own, whatever the broker answers, and counts what it accepts. */
final class RawClient {

    private static final int SILENCE_MS = 250;

    /** Performative disposition, outcome accepted (AMQP 1.0, 2.7.6 and 3.4.2). */
    private static final int DISPOSITION = 0x15;

    private static final int ACCEPTED = 0x24;
    private static final int HEADER = 8;

    private final int port;

    RawClient(int port) {
        this.port = port;
    }

    /** @return how many deliveries the broker accepted, at least */
    int say(List<byte[]> frames) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            try {
                for (byte[] frame : frames) {
                    socket.getOutputStream().write(frame);
                    socket.getOutputStream().flush();
                }
            } catch (IOException hungUp) {
                // It has heard enough; what it answered so far is still to be read.
                read(socket, answers);
                return accepted(answers.toByteArray());
            }
            read(socket, answers);
            return accepted(answers.toByteArray());
        }
    }

    private static void read(Socket socket, ByteArrayOutputStream answers) {
        byte[] some = new byte[8_192];
        try {
            socket.setSoTimeout(SILENCE_MS);
            InputStream in = socket.getInputStream();
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                answers.write(some, 0, length);
            }
        } catch (SocketTimeoutException silent) {
            // It waits for more.
        } catch (IOException reset) {
            // The broker closed the connection while there was more for it to read.
        }
    }

    /** A disposition settles the deliveries of a range. */
    private static int accepted(byte[] answers) {
        ByteBuffer bytes = ByteBuffer.wrap(answers);
        int accepted = 0;
        while (bytes.remaining() >= HEADER) {
            bytes.mark();
            int size = bytes.getInt();
            if (size == 0x414d5150) { // 'AMQP': a protocol header.
                bytes.getInt();
                continue;
            }
            bytes.reset();
            if (size < HEADER || size > bytes.remaining()) {
                return accepted;
            }
            byte[] frame = new byte[size];
            bytes.get(frame);
            accepted += acceptedBy(frame);
        }
        return accepted;
    }

    /** {@code 00 53 15 c0|d0 size count role first last settled state}, as Artemis writes it. */
    private static int acceptedBy(byte[] frame) {
        if (frame.length < 14 || frame[HEADER + 2] != DISPOSITION) {
            return 0;
        }
        ByteBuffer fields = ByteBuffer.wrap(frame, HEADER + 3, frame.length - HEADER - 3);
        boolean wide = (fields.get() & 0x10) != 0;
        fields.position(fields.position() + (wide ? 8 : 2) + 1); // Its size, its count, and the role.
        int first = number(fields);
        int last = number(fields);
        boolean isAccepted = false;
        while (fields.remaining() >= 3) {
            isAccepted |= fields.get(fields.position()) == 0
                    && fields.get(fields.position() + 1) == 0x53
                    && fields.get(fields.position() + 2) == ACCEPTED;
            fields.get();
        }
        return isAccepted ? Math.max(first, last) - first + 1 : 0;
    }

    private static int number(ByteBuffer fields) {
        int code = fields.get();
        return switch (code) {
            case 0x52 -> fields.get() & 0xff;
            case 0x70 -> fields.getInt();
            default -> 0; // 0x43, or none: of one delivery there may be no last.
        };
    }
}
