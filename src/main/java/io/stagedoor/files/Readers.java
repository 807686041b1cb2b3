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
 * Who may read what we make, where the file system has such rights: the other users of the machine never do. A umask may
 * take more away.
 */
public enum Readers {
    /** The journal, secrets, and the folder of it all. */
    OWNER("rwx------", "rw-------"),

    /** The archive, so that a program of the same group may collect it. */
    GROUP("rwxr-x---", "rw-r-----");

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    /** Of the mode of a folder that everybody may write to, such as /tmp. */
    private static final int STICKY = 01000;

    private final FileAttribute<?> folders;
    private final FileAttribute<?> files;

    Readers(String folders, String files) {
        this.folders = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(folders));
        this.files = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(files));
    }

    /** Makes the folder where there is none, and those above it; leaves one that is there as it is. */
    public void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ofFolder(folder));
        }
    }

    /** As {@link FileChannel#open(Path, Set, FileAttribute[])}: a file that this makes has the rights. */
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), ofFile(file));
    }

    /** What a file that is made there is made with. */
    public FileAttribute<?>[] ofFile(Path path) {
        return where(path, files);
    }

    /** What a folder that is made there is made with. */
    public FileAttribute<?>[] ofFolder(Path path) {
        return where(path, folders);
    }

    /**
     * Takes the rights of other users away from a folder that was there before.
     *
     * <p>Not from one that belongs to somebody else, or that everybody is to write to: its owner has decided.
     *
     * @return whether it did
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
