package io.stagedoor.management;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a running program whether it is ready. It needs only the JDK: containers run it every few seconds, and starting
 * the whole program each time would cost too much.
 */
public final class HealthProbe {

    private static final int PATIENCE_MILLIS = 4_000;

    private HealthProbe() {}

    /**
     * Exits with 0 when the program is ready, else with 1. Reads host and port from the environment, as the program
     * does.
     */
    public static void main(String[] none) throws IOException {
        String host = System.getenv().getOrDefault("STAGEDOOR_MANAGEMENT_HOST", "localhost");
        String port = System.getenv().getOrDefault("STAGEDOOR_MANAGEMENT_PORT", "9000");
        System.exit(ready(host, Integer.parseInt(port)) ? 0 : 1);
    }

    /**
     * @param host where the program listens
     * @throws IOException when no program answers there
     */
    public static boolean ready(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(
                    new InetSocketAddress(
                            address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port),
                    PATIENCE_MILLIS);
            String request = "GET /q/health/ready HTTP/1.0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.contains(" 200 ");
        }
    }
}
