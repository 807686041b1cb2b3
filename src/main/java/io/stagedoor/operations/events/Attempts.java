package io.stagedoor.operations.events;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.History;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.HistoryPage;
import io.stagedoor.operations.Impossible;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.Page;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/** The attempts in the delivery history, of all replicas. Thread-safe; every method waits for the broker. */
@Singleton
public class Attempts {

    /** The most of one page: each may have 1 KiB of an answer and an event. */
    public static final int MOST = 500;

    private final Installation installation;

    public Attempts(Installation installation) {
        this.installation = installation;
    }

    /** Whether the installation keeps a history. */
    public boolean kept() {
        return installation.parts().history().isPresent();
    }

    /**
     * Those that match, the newest first.
     *
     * @param limit from 1 to {@value #MOST}
     * @param cursor the {@code next} of the page before; null for the first page
     * @throws Impossible when the history is off
     * @throws Invalid for a cursor that no page has given
     * @throws IOException when the broker does not answer
     */
    public Page<AttemptRecord> page(HistoryFilter filter, int limit, String cursor) throws IOException {
        try {
            HistoryPage page = history().page(filter, limit, cursor);
            return new Page<>(page.attempts(), page.next());
        } catch (IllegalArgumentException e) {
            throw new Invalid("cursor", "cursor: " + e.getMessage());
        }
    }

    /**
     * @throws Impossible when the history is off
     * @throws NotFound when the history does not have it, or no longer
     * @throws IOException when the broker does not answer
     */
    public AttemptRecord one(String id) throws IOException {
        try {
            return history()
                    .attempt(id)
                    .orElseThrow(() -> gone("it has been removed: the history is limited in" + " bytes and in age"));
        } catch (IllegalArgumentException e) {
            throw gone(e.getMessage());
        }
    }

    private static NotFound gone(String why) {
        return new NotFound("the delivery history does not have this attempt: " + why);
    }

    private History history() {
        Optional<History> known = installation.parts().history();
        return known.orElseThrow(() -> new Impossible("the delivery history is off; its settings can turn it on"));
    }
}
