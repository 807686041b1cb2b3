package io.stagedoor.broker;

import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;

/** Says in words why a broker is unreachable: an exception's own message may be just the name of the host. */
final class ConnectFailure {

    private ConnectFailure() {}

    static String words(AmqpHost host, Throwable failure) {
        Throwable cause = failure;
        while (true) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "the name " + host.host() + " does not resolve";
            }
            if (cause.getCause() == null) {
                break;
            }
            cause = cause.getCause();
        }
        if (cause instanceof ClosedChannelException) {
            return "it closes the connection at once: is it AMQP" + (host.tls() ? " with TLS" : "") + " there?";
        }
        // The deepest cause is the plainest: 'Connection refused', without the three exceptions around it.
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
