package io.stagedoor.ingress.sending;

import io.stagedoor.text.Snippet;
import io.stagedoor.watch.RepeatedLines;
import java.time.Duration;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Rejected;
import org.apache.qpid.protonj2.client.exceptions.ClientLinkRemotelyClosedException;
import org.jboss.logging.Logger;

/** Says why the broker refuses events: to the sender its word for it, to the log all of it. Thread-safe. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.ingress");
    private static final int LONGEST = 400;
    private static final String NO_ROOM = "amqp:resource-limit-exceeded";

    private final RepeatedLines lines = new RepeatedLines(Duration.ofSeconds(10), 100, System::nanoTime);

    /** @param state of an event that is not accepted; null if the broker settled it without one */
    Outcome of(String address, DeliveryState state) {
        if (state instanceof Rejected rejected) {
            return refused(address, rejected.getCondition(), rejected.getDescription());
        }
        return refused(
                address,
                state == null ? "settled without a state" : state.getType().name(),
                "");
    }

    /** For a link that it closed. */
    Outcome of(String address, ClientLinkRemotelyClosedException e) {
        String condition = e.getErrorCondition() == null
                ? "link closed"
                : e.getErrorCondition().condition();
        return refused(address, condition, e.getMessage());
    }

    private Outcome refused(String address, String condition, String description) {
        lines.ask(address + condition)
                .ifPresent(more -> LOG.warnf(
                        "the broker refuses events of %s: %s: %s",
                        address, condition, Snippet.of(String.valueOf(description), LONGEST)));
        return Outcome.refused(
                NO_ROOM.equals(condition)
                        ? "the broker has no room for events: its disk or the channel's queue is full (" + condition
                                + ")"
                        : "the broker refuses events of this channel (" + condition + "); the program's log says why");
    }
}
