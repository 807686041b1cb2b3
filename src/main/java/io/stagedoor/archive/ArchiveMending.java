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
 * Cuts off the torn lines that a crash left, in a replica's own files and in those of replicas that died. It leaves
 * files alone that another replica is writing, because they can have a torn line at any moment, and all files that do
 * not belong to an archive.
 */
final class ArchiveMending extends SimpleFileVisitor<Path> {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");

    private final Path directory;
    private final Map<String, List<Path>> files = new HashMap<>();

    private ArchiveMending(Path directory) {
        this.directory = directory;
    }

    /** @param replica the caller, which holds the lock of that name */
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
        LOG.warnf("cannot check %s for torn lines; they stay, if there are any (%s)", file, why);
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
            return false; // Just removed, or not our file.
        }
    }

    private void mendDead(Path path, String replica) throws IOException {
        Optional<ArchiveLock> free = ArchiveLock.takeFree(path);
        if (free.isEmpty()) {
            return; // That replica is running.
        }
        try (ArchiveLock lock = free.get()) {
            if (mend(replica)) {
                lock.remove();
            }
        }
    }

    /** @return whether no torn line is left */
    private boolean mend(String replica) {
        boolean whole = true;
        for (Path file : files.getOrDefault(replica, List.of())) {
            try {
                ArchiveFile.mend(file);
            } catch (IOException e) {
                whole = false;
                LOG.warnf("cannot mend %s; a torn last line stays, if it has one (%s)", file, e);
            }
        }
        return whole;
    }
}
