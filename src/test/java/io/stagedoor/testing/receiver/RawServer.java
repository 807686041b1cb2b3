package io.stagedoor.testing.receiver;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A bare socket that reads a request and then does what a test wants with the connection, right or wrong. */
public final class RawServer implements AutoCloseable {

    /** What is done after the request was read; the connection closes when it returns. */
    public interface Behaviour {
        void answer(InputStream in, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean reset;

    public RawServer(Behaviour behaviour) {
        this(InetAddress.getLoopbackAddress(), 0, behaviour);
    }

    /** @param port 0 for a free one */
    public RawServer(InetAddress address, int port, Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(port, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many requests, or beginnings of one, were read. */
    public int requests() {
        return requests.get();
    }

    /** How many connections there have ever been. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections the other side has left open. */
    public int connections() {
        return sockets.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                accepted.incrementAndGet();
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (readHead(socket.getInputStream())) {
                requests.incrementAndGet();
                behaviour.answer(socket.getInputStream(), closingHalf(socket));
            }
        } catch (Exception goneOrClosed) {
            // The other side has had enough, or the test is over.
        } finally {
            sockets.remove(socket);
        }
    }

    /** Closed, it ends this direction alone. */
    private static OutputStream closingHalf(Socket socket) throws IOException {
        return new FilterOutputStream(socket.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int start, int length) throws IOException {
                out.write(bytes, start, length);
            }

            @Override
            public void close() throws IOException {
                socket.shutdownOutput();
            }
        };
    }

    /** From now on the connections that close are reset, not closed in order. */
    public RawServer resetting() {
        reset = true;
        return this;
    }

    /** Up to the empty line, or the first bytes of something that is no HTTP. */
    public static boolean readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n") || head.charAt(0) != 'P') {
                return true;
            }
        }
        return false;
    }

    /** Returns when the other side has closed the connection. */
    public static void neverAnswer(InputStream in, OutputStream out) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
