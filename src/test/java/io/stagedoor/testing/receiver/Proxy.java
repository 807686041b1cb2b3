package io.stagedoor.testing.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP and SOCKS5 proxy. It alone knows the names it resolves: all of them are this machine. */
public final class Proxy implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals;
    private final String credentials;

    /**
     * @param refusals the status it gives instead of a connection, by host
     * @param credentials {@code user:password} that it demands, null for none
     */
    public Proxy(Map<String, Integer> refusals, String credentials) {
        this.refusals = refusals;
        this.credentials = credentials;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What it was asked for, such as {@code CONNECT host:443} or {@code POST http://host/}. */
    public List<String> asked() {
        return asked;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            int first = client.getInputStream().read();
            if (first == 5) {
                socks(client);
            } else if (first > 0) {
                http(client, (char) first + head(client.getInputStream()));
            }
        } catch (IOException goneOrClosed) {
            // The other side has had enough, or the test is over.
        }
    }

    private void http(Socket client, String head) throws IOException {
        String[] line = head.substring(0, head.indexOf("\r\n")).split(" ");
        asked.add(line[0] + " " + line[1]);
        boolean connect = line[0].equals("CONNECT");
        String authority = connect ? line[1] : line[1].split("/")[2];
        int status = status(head, authority);
        if (status != 200) {
            answer(client, status + " No");
            return;
        }
        try (Socket receiver =
                new Socket("127.0.0.1", Integer.parseInt(authority.split(":")[1]))) {
            if (connect) {
                answer(client, "200 Connected");
            } else {
                String path = line[1].substring(line[1].indexOf('/', "http://".length()));
                write(receiver.getOutputStream(), head.replaceFirst(" \\S+ ", " " + path + " "));
            }
            tunnel(client, receiver);
        }
    }

    private int status(String head, String authority) {
        String basic = credentials == null ? "" : Base64.getEncoder().encodeToString(credentials.getBytes());
        boolean known = head.toLowerCase().contains(("proxy-authorization: Basic " + basic).toLowerCase());
        return credentials != null && !known
                ? 407
                : refusals.getOrDefault(authority.split(":")[0], 200);
    }

    /** RFC 1928 with a name and without a password. */
    private void socks(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        in.readNBytes(in.read());
        client.getOutputStream().write(new byte[] {5, 0});
        in.readNBytes(4);
        String host = new String(in.readNBytes(in.read()), StandardCharsets.US_ASCII);
        int port = in.read() << 8 | in.read();
        asked.add("SOCKS " + host + ":" + port);
        try (Socket receiver = new Socket("127.0.0.1", port)) {
            client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            tunnel(client, receiver);
        }
    }

    private static void tunnel(Socket client, Socket receiver) throws IOException {
        daemon(() -> {
            try {
                client.getInputStream().transferTo(receiver.getOutputStream());
                receiver.shutdownOutput();
            } catch (IOException closed) {
                return;
            }
        });
        receiver.getInputStream().transferTo(client.getOutputStream());
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw new IOException("no request");
    }

    private static void answer(Socket client, String status) throws IOException {
        boolean tunnel = status.startsWith("200");
        write(client.getOutputStream(), "HTTP/1.1 " + status + (tunnel ? "" : "\r\nContent-Length: 0") + "\r\n\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
