package io.stagedoor.management;

import io.stagedoor.secret.CurrentSecret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where health and metrics are served, and to whom.
 *
 * @param token what a request for anything but health must bring; without one it is served on loopback only
 */
public record ManagementSettings(String host, int port, Optional<CurrentSecret<String>> token) {

    public static final String HOST = "stagedoor.management.host";
    public static final String PORT = "stagedoor.management.port";
    public static final String TOKEN = "stagedoor.metrics.token";

    /** Whether nobody but this machine reaches it. */
    boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // To listen there will fail, and say why.
        }
    }

    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    String place() {
        return "port " + port + " on " + host;
    }
}
