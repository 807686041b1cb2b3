package io.stagedoor.bench.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.testing.Events;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends events over HTTP/1.1, on so many connections at once; each waits for its answer before it sends the next
 * request. By hand on sockets: a client library would take what the program needs of two cores.
 */
final class HttpLoad {

    private static final String PADDING = "/a-template-with-a-long-name".repeat(10);

    private final int port;
    private final String token;
    private final String event;

    HttpLoad(int port, String token) throws IOException {
        this.port = port;
        this.token = token;
        // The events of Load.
        event = new ObjectMapper()
                .readTree(Events.file("scaffolder-completed.json"))
                .toString()
                .replace("template:default/hello-ok", "template:default/hello-ok" + PADDING)
                .replace("c84316bc-788c-545d-926c-91a2076e9f70", "@id");
    }

    /**
     * Returns when all are accepted.
     *
     * @param batch events in a request: 1 for one as JSON, more for an event on each line
     */
    void send(String channel, int events, int batch, int connections) throws Exception {
        AtomicInteger left = new AtomicInteger(events / batch);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> sendOnOne(channel, batch, left)));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the load could not be sent", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Void sendOnOne(String channel, int batch, AtomicInteger left) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (left.getAndDecrement() > 0) {
                out.write(request(channel, batch));
                answer(in);
            }
        }
        return null;
    }

    private byte[] request(String channel, int batch) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1_024 * batch);
        for (int i = 0; i < batch; i++) {
            body.writeBytes(event.replace("@id", Events.newId()).getBytes(UTF_8));
            body.write('\n');
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream(body.size() + 512);
        request.writeBytes(("POST /events/" + channel + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Type: "
                        + (batch == 1 ? "application/json" : "application/x-ndjson") + "\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Length: " + body.size() + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        request.writeBytes(body.toByteArray());
        return request.toByteArray();
    }

    private static void answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        String body = new String(in.readNBytes(length), UTF_8);
        if (!status.contains(" 202 ")) {
            throw new IOException(status + " " + body);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }
}
