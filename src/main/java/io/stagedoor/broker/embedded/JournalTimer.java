package io.stagedoor.broker.embedded;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.StorageManager;

/**
 * Makes the journal's first writes before the program does anything else, so that Artemis measures its timer
 * undisturbed.
 *
 * <p>In its first twenty writes, Artemis' journal decides once how to keep {@code journal-buffer-timeout}. It sleeps
 * that long; but if most of these sleeps last 1.5 times as long, it never waits, and writes to the disk twice as often
 * under load. While the rest of the program starts, only half of the starts end with sleeping.
 */
final class JournalTimer {

    /** Twice as many as needed: no sleep follows a write that is slow. */
    private static final int WRITES = 40;

    /** The address of no queue. After a kill, an id remains that nobody asks for. */
    private static final SimpleString ADDRESS = SimpleString.of("stagedoor.journal-timer");

    private JournalTimer() {}

    /** Takes about 60 ms and leaves nothing behind. */
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
