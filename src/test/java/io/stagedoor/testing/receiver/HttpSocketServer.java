package io.stagedoor.testing.receiver;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP/1.1 server on bare sockets, one thread a connection, whose handler decides over the connection itself: it may
 * answer, keep silent, write what is no HTTP, or reset. Requests need a {@code content-length}.
 */
public final class HttpSocketServer implements AutoCloseable {

    /** @param headers names in lower case */
    public record Request(String path, Map<String, String> headers, byte[] body) {}

    /** What one request gets. */
    public interface Handler {
        /** @return whether the connection stays open */
        boolean handle(Request request, Exchange exchange) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** @param port 0 for any free one */
    public HttpSocketServer(int port, Handler handler) throws IOException {
        this.handler = handler;
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Ends every connection; new ones are taken. */
    public void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Exchange exchange = new Exchange(socket, new BufferedOutputStream(socket.getOutputStream()));
            Request request = read(in);
            while (request != null && handler.handle(request, exchange)) {
                request = read(in);
            }
        } catch (IOException theOtherSideIsGone) {
            return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    /** Null at the end of the connection. */
    private static Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        return body.length < length ? null : new Request(first.split(" ")[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }

    /** The way back, to be used rightly or wrongly. */
    public record Exchange(Socket socket, OutputStream out) {

        /** @param header one whole line, or empty */
        public boolean answer(int status, String header) throws IOException {
            return write("HTTP/1.1 " + status + " Answer\r\n" + (header.isEmpty() ? "" : header + "\r\n")
                    + (status == 204 ? "" : "content-length: 0\r\n") + "\r\n");
        }

        /** 200 with this text. */
        public boolean answer(String text) throws IOException {
            return write("HTTP/1.1 200 OK\r\ncontent-length: " + text.length() + "\r\n\r\n" + text);
        }

        public boolean write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return true;
        }

        /** RST instead of an answer. */
        public boolean reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
            return false;
        }
    }
}
