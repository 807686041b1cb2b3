package io.stagedoor.routing;

import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of one transaction, and the one that is in its route at the moment. For one thread. */
final class Handed {

    private final List<Message> messages = new ArrayList<>();
    private Message inRoute;

    void routes(Message message) {
        messages.add(message);
        inRoute = message;
    }

    void routed() {
        inRoute = null;
    }

    List<Message> all() {
        return messages;
    }

    /** The one that a failure belongs to, where there is but one. */
    Optional<Message> culprit() {
        return messages.size() == 1 ? Optional.of(messages.get(0)) : Optional.ofNullable(inRoute);
    }
}
