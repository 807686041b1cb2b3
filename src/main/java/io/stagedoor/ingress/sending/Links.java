package io.stagedoor.ingress.sending;

import io.stagedoor.broker.queue.QueueLinks;
import java.time.Duration;
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

    private final Map<String, Link> links = new LinkedHashMap<>(16, 0.75f, true);
    private final Predicate<String> idle;
    private final long forgotten;
    private Connection of;

    private static final class Link {

        private final Sender sender;
        private long lastCredit = System.nanoTime();

        Link(Sender sender) {
            this.sender = sender;
        }
    }

    /**
     * @param idle whether an address has no event without outcome, so that its link may be closed
     * @param forgotten after which time without credit another link is tried
     */
    Links(Predicate<String> idle, Duration forgotten) {
        this.idle = idle;
        this.forgotten = forgotten.toNanos();
    }

    /** @return null if the broker gives no credit now, or has not answered yet that it opens the link */
    Tracker trySend(Connection connection, String address, Outgoing event) throws ClientException {
        if (connection != of) {
            links.clear();
            of = connection;
        }
        Link link = links.get(address);
        if (link == null) {
            closeIdle();
            link = new Link(connection.openSender(address, QueueLinks.sender()));
            links.put(address, link);
        }
        Tracker tracker = link.sender.trySend(event.message());
        if (tracker != null) {
            link.lastCredit = System.nanoTime();
        }
        return tracker;
    }

    /**
     * Opens another link for the next event of the address, if this one has had no credit for long. Artemis 2.56 with
     * {@code FAIL} may forget a link: one that asks for credit while the last event leaves the full queue gets none
     * again.
     */
    void renew(String address) {
        Link link = links.get(address);
        if (link != null && System.nanoTime() - link.lastCredit > forgotten && idle.test(address)) {
            forget(address);
        }
    }

    /** Opens another link for the next event of the address. */
    void forget(String address) {
        Link link = links.remove(address);
        if (link != null) {
            link.sender.closeAsync();
        }
    }

    private void closeIdle() {
        Iterator<Map.Entry<String, Link>> oldest = links.entrySet().iterator();
        while (links.size() >= MOST && oldest.hasNext()) {
            Map.Entry<String, Link> link = oldest.next();
            if (idle.test(link.getKey())) {
                oldest.remove();
                link.getValue().sender.closeAsync();
            }
        }
    }
}
