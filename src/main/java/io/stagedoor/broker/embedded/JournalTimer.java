package io.stagedoor.broker.embedded;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.StorageManager;

/**
 * Artemis' journal decides in its first twenty writes, once, how it keeps to {@code journal-buffer-timeout}: it sleeps for
 * it, or, where most of these sleeps took half as long again, never waits, and goes to the disk twice as often under load.
 * A broker inside the program made them while everything else was starting, and slept after half of its starts. So they are
 * made here, before the program does anything else.
 */
final class JournalTimer {

    /** Twice as many as it takes: one that the disk is slow with is followed by no sleep. */
    private static final int WRITES = 40;

    /** No queue's. What a kill leaves of it is an id that nobody asks for. */
    private static final SimpleString ADDRESS = SimpleString.of("stagedoor.journal-timer");

    private JournalTimer() {}

    /** Takes some 60 ms, and leaves nothing behind. */
    static void settle(StorageManager storage) throws Exception {
        try {
            for (int i = 0; i < WRITES; i++) {
                long id = storage.generateID();
                storage.storeDuplicateID(ADDRESS, new byte[] {(byte) i}, id);
                storage.deleteDuplicateID(id);
                storage.waitOnOperations();
            }
        } finally {
            storage.clearContext();
        }
    }
}
