package io.stagedoor.deadletter.redrive;

import java.io.IOException;

/** Between two looks at a broker that is not ready yet. */
final class Pause {

    private Pause() {}

    static void millis(long length) throws IOException {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
