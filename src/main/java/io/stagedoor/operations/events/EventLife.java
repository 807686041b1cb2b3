package io.stagedoor.operations.events;

import io.stagedoor.archive.ArchivedEvent;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.history.AttemptRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is known of an event.
 *
 * @param channel address of the channel that it came through; null if unknown
 * @param received when the routing stage took it; null if unknown
 * @param routedTo names of the destinations that it is known to have gone to
 * @param attempts the newest first; not all if there are more than {@value Events#MOST_ATTEMPTS}
 * @param deadLetters one for each queue
 * @param archived lines in archives on this machine
 * @param held whether a copy of the event is held somewhere, so that it can be sent again
 */
public record EventLife(
        String id,
        String channel,
        Instant received,
        Set<String> routedTo,
        List<AttemptRecord> attempts,
        List<StoredDeadLetter> deadLetters,
        List<ArchivedEvent> archived,
        boolean held) {}
