package io.stagedoor.broker.embedded.disk;

import java.io.File;
import java.io.IOException;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzer;

/** Artemis' files with {@link WholeWrites}: each write is complete or fails. */
public final class WholeFiles extends NIOSequentialFileFactory {

    /** Without a buffer: pages, large messages. */
    public WholeFiles(File folder, IOCriticalErrorListener listener) {
        super(folder, false, listener, 1);
    }

    /**
     * With the journal's buffer.
     *
     * @param bufferSize bytes
     * @param bufferTimeout nanoseconds
     */
    public WholeFiles(
            File folder,
            int bufferSize,
            int bufferTimeout,
            int maxIo,
            boolean logRates,
            IOCriticalErrorListener listener,
            CriticalAnalyzer analyzer) {
        super(folder, true, bufferSize, bufferTimeout, maxIo, logRates, listener, analyzer);
    }

    @Override
    public SequentialFile createSequentialFile(String name) {
        return new WholeFile(this, journalDir, name, maxIO);
    }

    /** Only informs the listener, which logs one line; Artemis would log a stack trace first. */
    @Override
    public void onIOError(Throwable fault, String message, String file) {
        critialErrorListener.onIOException(fault, message, file);
    }

    private static final class WholeFile extends NIOSequentialFile {

        WholeFile(SequentialFileFactory factory, File folder, String name, int maxIo) {
            super(factory, folder, name, maxIo);
        }

        @Override
        public void open(int maxIo, boolean useExecutor) throws IOException {
            super.open(maxIo, useExecutor);
            channel = new WholeWrites(channel);
        }

        @Override
        public SequentialFile cloneFile() {
            return new WholeFile(factory, directory, getFileName(), maxIO);
        }
    }
}
