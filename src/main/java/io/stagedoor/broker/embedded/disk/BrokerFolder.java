package io.stagedoor.broker.embedded.disk;

import io.stagedoor.files.Readers;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one broker, locked until it is closed. If the folder is taken, Artemis alone would wait for ever and
 * log nothing.
 */
public final class BrokerFolder implements AutoCloseable {

    private final FileChannel lock;

    private BrokerFolder(FileChannel lock) {
        this.lock = lock;
    }

    /** @throws StartFailure when another process, or another broker of this process, uses the folder */
    public static BrokerFolder lock(Path folder) throws StartFailure {
        try {
            Readers.OWNER.createFolder(folder);
            FileChannel channel =
                    Readers.OWNER.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isMine(channel)) {
                return new BrokerFolder(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StartFailure("the folder " + folder + " cannot be used: " + e, e);
        }
        throw new StartFailure(
                "the folder " + folder + " is in use by another Stagedoor; choose another one with stagedoor.data");
    }

    private static boolean isMine(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
