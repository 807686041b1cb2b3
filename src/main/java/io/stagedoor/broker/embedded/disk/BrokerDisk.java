package io.stagedoor.broker.embedded.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.Configuration;

/** The disk or disks with the broker's files. Of several, it reports on the one with the least room. */
final class BrokerDisk implements DiskWatch.Disk {

    private final Set<FileStore> disks = new HashSet<>();

    BrokerDisk(Configuration configuration) throws IOException {
        for (File folder : List.of(
                configuration.getJournalLocation(),
                configuration.getBindingsLocation(),
                configuration.getPagingLocation(),
                configuration.getLargeMessagesLocation())) {
            disks.add(Files.getFileStore(existing(folder.toPath().toAbsolutePath())));
        }
    }

    /** The nearest folder above that exists: the broker's own may not exist yet. */
    private static Path existing(Path folder) {
        return Stream.iterate(folder, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElse(folder);
    }

    @Override
    public long free() throws IOException {
        long least = Long.MAX_VALUE;
        for (FileStore disk : disks) {
            least = Math.min(least, disk.getUsableSpace());
        }
        return least;
    }

    /** Bytes, free or not. */
    long size() throws IOException {
        long least = Long.MAX_VALUE;
        for (FileStore disk : disks) {
            least = Math.min(least, disk.getTotalSpace());
        }
        return least;
    }
}
