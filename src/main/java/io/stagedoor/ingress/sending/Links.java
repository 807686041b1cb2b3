package io.stagedoor.ingress.sending;

import io.stagedoor.broker.queue.QueueLinks;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** The links of one connection after the other, one for each address. For use by one thread. */
final class Links {

    /** Addresses with parameters may be many. */
    private static final int MOST = 200;

    private final Map<String, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);
    private final Predicate<String> idle;
    private Connection of;

    /** @param idle whether an address has no event without outcome, so that its link may be closed */
    Links(Predicate<String> idle) {
        this.idle = idle;
    }

    /** @return null if the broker gives no credit now, or has not answered yet that it opens the link */
    Tracker trySend(Connection connection, String address, Outgoing event) throws ClientException {
        if (connection != of) {
            senders.clear();
            of = connection;
        }
        Sender sender = senders.get(address);
        if (sender == null) {
            closeIdle();
            sender = connection.openSender(address, QueueLinks.sender());
            senders.put(address, sender);
        }
        return sender.trySend(event.message());
    }

    /** Opens another link for the next event of the address. */
    void forget(String address) {
        Sender sender = senders.remove(address);
        if (sender != null) {
            sender.closeAsync();
        }
    }

    private void closeIdle() {
        Iterator<Map.Entry<String, Sender>> oldest = senders.entrySet().iterator();
        while (senders.size() >= MOST && oldest.hasNext()) {
            Map.Entry<String, Sender> link = oldest.next();
            if (idle.test(link.getKey())) {
                oldest.remove();
                link.getValue().closeAsync();
            }
        }
    }
}
