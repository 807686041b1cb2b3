package io.stagedoor.archive;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Cuts off the torn lines that a crash left: in a replica's own files, and in those of replicas that died. A file that
 * somebody writes has a torn line at any moment, and is left alone; so is whatever is no file of an archive.
 */
final class ArchiveMending extends SimpleFileVisitor<Path> {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");

    private final Path directory;
    private final Map<String, List<Path>> files = new HashMap<>();

    private ArchiveMending(Path directory) {
        this.directory = directory;
    }

    /** @param replica who asks, and holds the lock of that name */
    static void of(Path directory, String replica) throws IOException {
        ArchiveMending mending = new ArchiveMending(directory);
        Files.walkFileTree(directory, mending);
        mending.mend(replica);
        mending.mendOthers(replica);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        ArchiveName.of(directory.relativize(file))
                .filter(ours -> attributes.isRegularFile())
                .ifPresent(ours -> files.computeIfAbsent(ours.replica(), first -> new ArrayList<>())
                        .add(file));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
        LOG.warnf("%s cannot be looked at: torn lines in it, if there are any, stay (%s)", file, why);
        return FileVisitResult.CONTINUE;
    }

    private void mendOthers(String replica) throws IOException {
        List<Path> locks;
        try (Stream<Path> entries = Files.list(directory)) {
            locks = entries.toList();
        }
        for (Path path : locks) {
            Optional<String> whose = ArchiveLock.replica(path.getFileName().toString());
            if (whose.isPresent() && !whose.get().equals(replica) && mayBeLock(path, whose.get())) {
                mendDead(path, whose.get());
            }
        }
    }

    private boolean mayBeLock(Path path, String replica) {
        try {
            boolean empty = PlainFile.attributes(path).size() == 0;
            return empty ? files.containsKey(replica) : ArchiveLock.isOne(path);
        } catch (IOException e) {
            return false; // Just removed, or nothing of ours.
        }
    }

    private void mendDead(Path path, String replica) throws IOException {
        Optional<ArchiveLock> free = ArchiveLock.takeFree(path);
        if (free.isEmpty()) {
            return; // It runs.
        }
        try (ArchiveLock lock = free.get()) {
            if (mend(replica)) {
                lock.remove();
            }
        }
    }

    /** @return whether all is whole */
    private boolean mend(String replica) {
        boolean whole = true;
        for (Path file : files.getOrDefault(replica, List.of())) {
            try {
                ArchiveFile.mend(file);
            } catch (IOException e) {
                whole = false;
                LOG.warnf("%s cannot be mended: a torn last line, if it has one, stays (%s)", file, e);
            }
        }
        return whole;
    }
}
