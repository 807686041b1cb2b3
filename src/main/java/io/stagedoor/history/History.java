package io.stagedoor.history;

import java.io.IOException;
import java.util.Optional;

/** Answers from the history of all replicas. Thread-safe. */
public interface History {

    /** The most attempts of one page. */
    int MOST = 1_000;

    /**
     * The attempts that match, by their start, the newest first. An attempt that ends meanwhile does not move those of
     * later pages.
     *
     * @param limit from 1 to {@value #MOST}
     * @param cursor {@link HistoryPage#next} of the page before, for the same filter; null for the first page
     * @throws IllegalArgumentException for another limit, or a cursor that no page has given
     * @throws IOException when the broker does not answer, or does not permit it; the message says what to do
     */
    HistoryPage page(HistoryFilter filter, int limit, String cursor) throws IOException;

    /**
     * One attempt.
     *
     * @param id of an {@link AttemptRecord}
     * @return empty if the history no longer has it
     * @throws IllegalArgumentException for a text that is no id
     * @throws IOException as {@link #page}
     */
    Optional<AttemptRecord> attempt(String id) throws IOException;
}
