package io.stagedoor.testing;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** A producer that sends large events and waits for no answer, until it is told to end, or the broker is gone. */
public final class Burst {

    private final int port;
    private final int bytes;
    private final Map<String, Tracker> sent = new LinkedHashMap<>();

    public Burst(int port, int bytes) {
        this.port = port;
        this.bytes = bytes;
    }

    /** @param end returns when this says so, or when nothing is answered any more */
    public void send(BooleanSupplier end) {
        try (Client client = Client.create();
                Connection connection = client.connect("localhost", port)) {

            Sender sender = connection.openSender(Events.TASK, new SenderOptions().sendTimeout(60_000));
            while (!end.getAsBoolean()) {
                String id = Events.newId();
                String event =
                        Events.task(id, "completed").replaceFirst("\\{", "{\"pad\":\"" + "x".repeat(bytes) + "\",");
                Message<Object> message = Message.create((Object) event.getBytes(StandardCharsets.UTF_8));
                sent.put(id, sender.send(message.durable(true).messageId(id)));
            }
            for (Tracker tracker : sent.values()) {
                tracker.awaitSettlement(5, TimeUnit.SECONDS);
            }
        } catch (ClientException brokerIsGoneOrGivesNoCredit) {
            // What it answered before is what counts.
            return;
        }
    }

    /** Ids of the events that the broker said it has. */
    public Set<String> accepted() {
        Set<String> ids = new HashSet<>();
        sent.forEach((id, tracker) -> {
            if (tracker.remoteState() != null && tracker.remoteState().isAccepted()) {
                ids.add(id);
            }
        });
        return ids;
    }
}
