package io.stagedoor.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The permissions of files and folders that the program makes, on file systems that have permissions. Other users of
 * the machine never get any. A umask may remove more.
 */
public enum Readers {
    /** For the journal, secrets, and the data folder itself. */
    OWNER("rwx------", "rw-------"),

    /** For the archive, so that a program of the same group can collect it. */
    GROUP("rwxr-x---", "rw-r-----");

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    /** The mode bit of a folder that everybody can write to, such as /tmp. */
    private static final int STICKY = 01000;

    private final FileAttribute<?> folders;
    private final FileAttribute<?> files;

    Readers(String folders, String files) {
        this.folders = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(folders));
        this.files = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(files));
    }

    /** Makes the folder and its parents if they do not exist. An existing folder does not change. */
    public void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ofFolder(folder));
        }
    }

    /** Like {@link FileChannel#open(Path, Set, FileAttribute[])}; a file that this makes has these permissions. */
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), ofFile(file));
    }

    /** The attributes for a new file there. */
    public FileAttribute<?>[] ofFile(Path path) {
        return where(path, files);
    }

    /** The attributes for a new folder there. */
    public FileAttribute<?>[] ofFolder(Path path) {
        return where(path, folders);
    }

    /**
     * Removes the permissions of other users from an existing folder.
     *
     * <p>It does not change a folder that belongs to another user, or that everybody can write to on purpose.
     *
     * @return whether it removed any
     */
    public static boolean shut(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !hasRights(folder) || isEverybodys(folder)) {
            return false;
        }
        Set<PosixFilePermission> left = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        if (!left.removeAll(OTHERS)) {
            return false;
        }
        try {
            Files.setPosixFilePermissions(folder, left);
            return true;
        } catch (FileSystemException somebodyElses) {
            return false;
        }
    }

    private static boolean isEverybodys(Path folder) throws IOException {
        boolean sticky = ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
        return sticky || folder.toAbsolutePath().normalize().getNameCount() == 0;
    }

    private static FileAttribute<?>[] where(Path path, FileAttribute<?> rights) {
        return hasRights(path) ? new FileAttribute<?>[] {rights} : new FileAttribute<?>[0];
    }

    private static boolean hasRights(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
