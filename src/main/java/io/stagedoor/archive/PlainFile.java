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
 * A file that is open, and which of all files it is: a name may mean another one a moment later. No link is followed, and
 * nothing but a regular file is opened: what is written to a pipe is on no disk.
 */
record PlainFile(Path path, FileChannel channel, Object key) {

    private static final int TRIES = 5;

    /** @throws IOException also where there is none */
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
        throw new IOException(path + " is replaced again and again: who else writes there?");
    }

    private static Set<OpenOption> with(OpenOption... how) {
        Set<OpenOption> options = new HashSet<>(Set.of(how));
        options.add(NOFOLLOW_LINKS);
        return options;
    }

    /** Readable by its owner and group, and known to its folder on the disk; as it is where there is one. */
    static void make(Path path) throws IOException {
        try {
            Files.createFile(path, Readers.GROUP.ofFile(path));
            force(path.getParent());
        } catch (FileAlreadyExistsException asItShouldBe) {
            return;
        }
    }

    /** Likewise, with those between the two. */
    static void makeFolders(Path root, Path folder) throws IOException {
        if (!folder.equals(root)) {
            makeFolders(root, folder.getParent());
            makeFolder(folder);
        } else if (!Files.isDirectory(root)) {
            makeRoot(root);
        }
    }

    /** May be a link, or stand behind one: where the archive is, its operator says. */
    private static void makeRoot(Path root) throws IOException {
        try {
            Files.createDirectories(root, Readers.GROUP.ofFolder(root));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(e.getFile() + " is no folder: the archive cannot be made there", e);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, Readers.GROUP.ofFolder(folder));
            force(folder.getParent());
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
                throw new IOException(
                        folder + " is no folder, or a symbolic link, which the archive does not follow: move"
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

    /** @throws IOException when it is none, or no regular file */
    static BasicFileAttributes attributes(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(path + " is no regular file, but a " + kind(attributes) + ": move it away");
        }
        return attributes;
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "symbolic link, which the archive does not follow";
        }
        return attributes.isDirectory() ? "folder" : "pipe, a socket or a device";
    }

    /** Whether who opens its name now finds this file. */
    boolean isThatOfItsName() throws IOException {
        try {
            return Objects.equals(key, attributes(path).fileKey());
        } catch (NoSuchFileException removed) {
            return false;
        }
    }
}
