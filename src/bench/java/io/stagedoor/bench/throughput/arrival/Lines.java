package io.stagedoor.bench.throughput.arrival;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts the lines below a folder, and reads each byte once. */
public final class Lines implements Polled.Total {

    private final Path folder;
    private final Map<Path, Long> read = new HashMap<>();
    private final ByteBuffer block = ByteBuffer.allocate(1 << 20);
    private long lines;

    public Lines(Path folder) {
        this.folder = folder;
    }

    @Override
    public long now() throws IOException {
        if (Files.exists(folder)) {
            for (Path file : files()) {
                readOn(file);
            }
        }
        return lines;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void readOn(Path file) throws IOException {
        long at = read.getOrDefault(file, 0L);
        try (FileChannel channel = FileChannel.open(file)) {
            for (int got = channel.read(block.clear(), at); got > 0; got = channel.read(block.clear(), at)) {
                at += got;
                for (int i = 0; i < got; i++) {
                    lines += block.get(i) == '\n' ? 1 : 0;
                }
            }
        }
        read.put(file, at);
    }
}
