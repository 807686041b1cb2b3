package io.stagedoor.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the program serves the page, the API and the way in for events.
 *
 * @param tls the name of the keys {@code quarkus.tls.<name>.*} with its certificate; empty for plain HTTP
 */
public record HttpSettings(boolean enabled, String host, int port, Optional<String> tls) {

    public static final String ENABLED = "stagedoor.http.enabled";
    public static final String HOST = "stagedoor.http.host";
    public static final String PORT = "stagedoor.http.port";
    public static final String TLS = "stagedoor.http.tls";

    /** Whether only this machine can reach it. */
    public boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Listening there fails later, with the reason.
        }
    }

    public String url() {
        return (tls.isPresent() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    String place() {
        return "port " + port + " on " + host;
    }
}
