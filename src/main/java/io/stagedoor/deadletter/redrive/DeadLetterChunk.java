package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.queue.Incoming.Unreadable;
import io.stagedoor.broker.queue.Selector;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.wire.EventProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Selected dead letters of one queue, as many as fit into one transaction. */
final class DeadLetterChunk {

    private static final int MOST = 100;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Map<String, Integer> wanted = new LinkedHashMap<>();
    private final Set<String> found = new LinkedHashSet<>();
    private boolean someUnnamed;
    private boolean someBeyondSelectors;
    private int missing;
    private long bytes;

    void add(StoredDeadLetter letter) {
        wanted.merge(letter.id(), 1, Integer::sum);
        Object property = letter.properties().get(EventProperties.EVENT_ID);
        if (property instanceof String text) {
            found.add(text);
        } else {
            someUnnamed = true;
        }
        // A value that is not text comes from the producer; a selector may not find it.
        someBeyondSelectors |= !letter.readable() || property != null && !(property instanceof String);
        missing++;
        bytes += letter.body().length;
    }

    boolean full() {
        return missing >= MOST || bytes >= MOST_BYTES;
    }

    /** How many are not taken yet. */
    int missing() {
        return missing;
    }

    /**
     * A selector that matches all of them; empty when there is none. A message that the broker set aside may have no
     * property with its id. There are few of them, and the judge checks each.
     */
    Optional<String> selector() {
        if (someBeyondSelectors) {
            return Optional.empty();
        }
        List<String> any = new ArrayList<>();
        if (!found.isEmpty()) {
            any.add(Selector.in(EventProperties.EVENT_ID, found));
        }
        if (someUnnamed) {
            any.add(Selector.isMissing(EventProperties.EVENT_ID));
        }
        return Optional.of(String.join(" OR ", any));
    }

    /** @param fate decides on a dead letter with a selected id; another one with the same id may not be selected */
    Fate.Judge judge(String queue, Fate.Judge fate) {
        return new Fate.Judge() {

            @Override
            public Fate of(Message<?> message) throws ClientException {
                StoredDeadLetter letter = StoredDeadLetter.of(queue, message);
                return wanted(letter) ? take(letter, fate.of(message)) : new Fate.Leave();
            }

            @Override
            public Fate ofUnreadable(Unreadable message) {
                StoredDeadLetter letter = DeadLetterQueues.letter(queue, message);
                return wanted(letter) ? take(letter, fate.ofUnreadable(message)) : new Fate.Leave();
            }
        };
    }

    private boolean wanted(StoredDeadLetter letter) {
        return wanted.getOrDefault(letter.id(), 0) > 0;
    }

    private Fate take(StoredDeadLetter letter, Fate decided) {
        if (!(decided instanceof Fate.Leave)) {
            wanted.merge(letter.id(), -1, Integer::sum);
            missing--;
        }
        return decided;
    }
}
