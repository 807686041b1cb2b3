package io.stagedoor.broker.embedded.disk;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;

/**
 * Ends the process inside the write that failed. Artemis 2.55 stops itself on another thread then, and goes on with this
 * one: it syncs what there is, and tells the producers 'accepted' for messages that are in no file.
 */
public final class WriteFault implements IOCriticalErrorListener {

    private final Path folder;
    private final Consumer<String> end;

    public WriteFault(Path folder, Consumer<String> end) {
        this.folder = folder;
        this.end = end;
    }

    @Override
    public void onIOException(Throwable fault, String message, String file) {
        end.accept("the embedded broker cannot write to " + folder + " (" + message
                + "): the process ends, so that nothing is accepted which is not stored. Make room on that disk, or put"
                + " right what is wrong with it, and start Stagedoor again: what was accepted is kept");
    }
}
