package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.StoredDeadLetter;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;

/** Removes dead letters for ever. */
public final class DiscardAction implements DeadLetterAction {

    @Override
    public Optional<String> obstacle(StoredDeadLetter letter, Message<?> message) {
        return Optional.empty();
    }

    @Override
    public String where(StoredDeadLetter letter) {
        return "from " + letter.queue();
    }

    @Override
    public Fate fate(StoredDeadLetter letter, Message<?> message) {
        return new Fate.Remove();
    }

    @Override
    public Fate fateOfUnreadable() {
        return new Fate.Remove();
    }
}
