package io.stagedoor;

import io.stagedoor.files.Readers;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The folder of all that the program keeps: events, secrets, and the password of its broker. */
final class DataFolder {

    private static final Logger LOG = Logger.getLogger("io.stagedoor");

    private DataFolder() {}

    /** Keeps the other users of the machine out, whether the folder is there already or not. */
    static void shut(Path data) throws StartFailure {
        try {
            if (!Files.exists(data) && isWritable(data)) {
                Readers.OWNER.createFolder(data);
            } else if (Readers.shut(data)) {
                LOG.infof("other users of this machine had rights in the folder %s; they have none now", data);
            }
        } catch (IOException e) {
            throw new StartFailure("the folder " + data + " cannot be used: " + e, e);
        }
    }

    /** A program that keeps nothing may run where it cannot write. */
    private static boolean isWritable(Path data) {
        Path there = data.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isWritable(there);
    }
}
