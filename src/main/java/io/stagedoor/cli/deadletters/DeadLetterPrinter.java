package io.stagedoor.cli.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;

/** Prints dead letters as they are found, and keeps few of them in memory. */
interface DeadLetterPrinter {

    void print(StoredDeadLetter letter);

    /** What it still holds. */
    void end();
}
