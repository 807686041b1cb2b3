package io.stagedoor.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.stagedoor.files.Readers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * An open file with its identity, because its name may lead to another file a moment later. It follows no link, and
 * opens only regular files: data written to a pipe is on no disk.
 */
record PlainFile(Path path, FileChannel channel, Object key) {

    private static final int TRIES = 5;

    /** @throws IOException also when there is no such file */
    static PlainFile open(Path path, OpenOption... how) throws IOException {
        for (int times = 0; times < TRIES; times++) {
            Object key = attributes(path).fileKey();
            FileChannel channel = FileChannel.open(path, with(how));
            PlainFile file = new PlainFile(path, channel, key);
            if (file.isThatOfItsName()) {
                return file;
            }
            channel.close();
        }
        throw new IOException(path + " is replaced repeatedly: does another program write there?");
    }

    private static Set<OpenOption> with(OpenOption... how) {
        Set<OpenOption> options = new HashSet<>(Set.of(how));
        options.add(NOFOLLOW_LINKS);
        return options;
    }

    /**
     * Makes the file, readable by its owner and group, and forces its folder to the disk. An existing file does not
     * change.
     */
    static void make(Path path) throws IOException {
        try {
            Files.createFile(path, Readers.GROUP.ofFile(path));
            force(path.getParent());
        } catch (FileAlreadyExistsException asItShouldBe) {
            return;
        }
    }

    /** Makes the folder, and those between root and it, in the same way. */
    static void makeFolders(Path root, Path folder) throws IOException {
        if (!folder.equals(root)) {
            makeFolders(root, folder.getParent());
            makeFolder(folder);
        } else if (!Files.isDirectory(root)) {
            makeRoot(root);
        }
    }

    /** The root may be a link, or below one: the operator chooses the place of the archive. */
    private static void makeRoot(Path root) throws IOException {
        try {
            Files.createDirectories(root, Readers.GROUP.ofFolder(root));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(e.getFile() + " is not a folder: cannot make the archive there", e);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, Readers.GROUP.ofFolder(folder));
            force(folder.getParent());
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
                throw new IOException(
                        folder + " is not a folder, or is a symbolic link, which the archive does not follow: move"
                                + " it away",
                        there);
            }
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** @throws IOException when there is no file, or it is not a regular one */
    static BasicFileAttributes attributes(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(path + " is not a regular file but a " + kind(attributes) + ": move it away");
        }
        return attributes;
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "symbolic link, which the archive does not follow";
        }
        return attributes.isDirectory() ? "folder" : "pipe, a socket or a device";
    }

    /** Whether its name still leads to this file. */
    boolean isThatOfItsName() throws IOException {
        try {
            return Objects.equals(key, attributes(path).fileKey());
        } catch (NoSuchFileException removed) {
            return false;
        }
    }
}
