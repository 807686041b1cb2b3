package io.stagedoor.operations.jobs;

import java.util.Locale;

/** How far a job is. */
public enum JobState {
    WAITING,
    RUNNING,
    /** It is asked to end, and ends at its next step. */
    CANCELLING,
    DONE,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
