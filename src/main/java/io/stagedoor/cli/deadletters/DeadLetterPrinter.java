package io.stagedoor.cli.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;

/** Prints dead letters one by one, and keeps only a few of them in memory. */
interface DeadLetterPrinter {

    void print(StoredDeadLetter letter);

    /** Prints those that are still in memory. */
    void end();
}
