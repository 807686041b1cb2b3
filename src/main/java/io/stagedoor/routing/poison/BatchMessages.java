package io.stagedoor.routing.poison;

import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of one transaction, and which of them is in its route. For one thread. */
public final class BatchMessages {

    private final List<Received> messages = new ArrayList<>();
    private Received inRoute;

    public Received routes(Message message) {
        Received received = Received.of(message);
        messages.add(received);
        inRoute = received;
        return received;
    }

    public void routed() {
        inRoute = null;
    }

    public List<Received> all() {
        return messages;
    }

    /** The message that caused a failure, if it can only be one. */
    Optional<Received> culprit() {
        return messages.size() == 1 ? Optional.of(messages.get(0)) : Optional.ofNullable(inRoute);
    }
}
