package io.stagedoor.broker.embedded.disk;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;

/**
 * Ends the process inside the write that failed.
 *
 * <p>Artemis 2.55 would stop itself on another thread and continue this one: it would sync what there is, and answer
 * 'accepted' to producers whose messages are in no file.
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
                + "): the process ends, so that it accepts nothing that is not stored. Make room on that disk, or"
                + " repair it, and start Stagedoor again: the accepted events are safe");
    }
}
