package io.stagedoor.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/**
 * One file of an archive, open for appending whole lines.
 *
 * <p>A crash in the middle of a line leaves a torn last line. Its event was not acknowledged, so the broker gives it
 * out again: opening the file cuts the torn line off, and nothing is lost or twice.
 */
final class ArchiveFile implements Closeable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");
    private static final int BLOCK = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
    private long whole;

    private ArchiveFile(FileChannel channel, long whole) {
        this.channel = channel;
        this.whole = whole;
    }

    /** Opens the file, or makes it and its folder, and mends it. */
    static ArchiveFile open(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long whole = endOfLastLine(channel);
            if (whole < channel.size()) {
                LOG.infof("%s: cut off a torn line of %d bytes; its event comes again", path, channel.size() - whole);
                channel.truncate(whole);
            }
            channel.position(whole);
            return new ArchiveFile(channel, whole);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Appends a whole line; after a failure, such as a full disk, the file ends where it ended at the last {@link #force}. */
    void append(byte[] line) throws IOException {
        if (line.length > buffer.remaining()) {
            flush();
        }
        if (line.length > buffer.capacity()) {
            write(ByteBuffer.wrap(line));
        } else {
            buffer.put(line);
        }
    }

    /** Returns when everything appended is on the disk; the same after a failure. */
    void force() throws IOException {
        flush();
        try {
            channel.force(false);
            whole = channel.position();
        } catch (IOException e) {
            takeBack();
            throw e;
        }
    }

    private void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer lines) throws IOException {
        try {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
        } catch (IOException e) {
            takeBack();
            throw e;
        }
    }

    private void takeBack() throws IOException {
        buffer.clear();
        channel.truncate(whole);
        channel.position(whole);
    }

    /** What was not forced may be missing. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long end = channel.size(); end > 0; end -= BLOCK) {
            long start = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) > 0) {
                // Reads until the block is full.
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }
}
