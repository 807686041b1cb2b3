package io.stagedoor.management;

import io.stagedoor.secret.CurrentSecret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the program serves health and metrics, and to whom.
 *
 * @param token the bearer token for metrics; without it metrics are served on loopback only
 */
public record ManagementSettings(String host, int port, Optional<CurrentSecret<String>> token) {

    public static final String HOST = "stagedoor.management.host";
    public static final String PORT = "stagedoor.management.port";
    public static final String TOKEN = "stagedoor.metrics.token";

    /** Whether only this machine can reach it. */
    boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Listening there fails later, with the reason.
        }
    }

    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    String place() {
        return "port " + port + " on " + host;
    }
}
