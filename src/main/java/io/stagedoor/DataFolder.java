package io.stagedoor;

import io.stagedoor.files.Readers;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The folder for everything that the program keeps: events, secrets, and the password of the embedded broker. */
final class DataFolder {

    private static final Logger LOG = Logger.getLogger("io.stagedoor");

    private DataFolder() {}

    /** Makes the folder private to its owner, whether it exists already or not. */
    static void shut(Path data) throws StartFailure {
        try {
            if (!Files.exists(data) && isWritable(data)) {
                Readers.OWNER.createFolder(data);
            } else if (Readers.shut(data)) {
                LOG.infof("other users of this machine had access to the folder %s; removed their permissions", data);
            }
        } catch (IOException e) {
            throw new StartFailure("the folder " + data + " cannot be used: " + e, e);
        }
    }

    /** With a standalone broker the program may run where it cannot write. */
    private static boolean isWritable(Path data) {
        Path there = data.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isWritable(there);
    }
}
