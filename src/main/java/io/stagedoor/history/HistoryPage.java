package io.stagedoor.history;

import java.util.List;

/**
 * Some attempts, the newest first.
 *
 * @param next the cursor of the page that follows; null if there is none
 */
public record HistoryPage(List<AttemptRecord> attempts, String next) {

    public HistoryPage {
        attempts = List.copyOf(attempts);
    }
}
