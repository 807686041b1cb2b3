package io.stagedoor.fuzz;

import io.stagedoor.broker.AmqpConnector;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Sends whatever it is given, one by one, and counts what the broker says to it. For one thread. */
final class OddProducer {

    private static final long ANSWER_MS = 1_000;

    private final AmqpConnector connector;
    private final String address;
    private int accepted;
    private int refused;
    private int unanswered;

    OddProducer(AmqpConnector connector, String address) {
        this.connector = connector;
        this.address = address;
    }

    void send(IntFunction<byte[]> payloads, int first, int step, int end) throws IOException, InterruptedException {
        Connection connection = null;
        Sender sender = null;
        for (int i = first; i < end; i += step) {
            byte[] payload = payloads.apply(i);
            try {
                if (connection == null) {
                    connection = connector.open();
                    sender = connection.openSender(address);
                }
                Tracker tracker = sender.send(RawMessages.of(payload));
                tracker.settlementFuture().get(ANSWER_MS, TimeUnit.MILLISECONDS);
                if (tracker.remoteState() != null && tracker.remoteState().isAccepted()) {
                    accepted++;
                } else {
                    refused++;
                }
            } catch (ClientException | ExecutionException | TimeoutException | RuntimeException closed) {
                unanswered++; // The broker may have it, or not.
                if (connection != null) {
                    connection.closeAsync();
                }
                connection = null;
            }
        }
        if (connection != null) {
            connection.closeAsync();
        }
    }

    int accepted() {
        return accepted;
    }

    int refused() {
        return refused;
    }

    int unanswered() {
        return unanswered;
    }
}
