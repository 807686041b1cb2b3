package io.stagedoor.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/**
 * One file of an archive, open for appending whole lines.
 *
 * <p>A crash while writing leaves a torn last line. Its event was not acknowledged, so the broker delivers it again.
 * Opening the file cuts off the torn line, so that no event is lost or doubled.
 */
final class ArchiveFile implements Closeable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");
    private static final int BLOCK = 64 * 1024;

    private final PlainFile file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
    private long whole;
    private boolean torn;

    private ArchiveFile(PlainFile file, long whole) {
        this.file = file;
        this.channel = file.channel();
        this.whole = whole;
    }

    /**
     * Opens or makes the file, and cuts off a torn line.
     *
     * @throws IOException also when something other than one of our files has its name
     */
    static ArchiveFile open(Path path) throws IOException {
        PlainFile.make(path);
        PlainFile file = PlainFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long whole = endOfLastLine(file.channel());
            cutOff(file, whole);
            file.channel().position(whole);
            return new ArchiveFile(file, whole);
        } catch (IOException e) {
            file.channel().close();
            throw e;
        }
    }

    /**
     * Cuts off a torn line. It opens the file for writing only if there is one: files of past days may be read-only.
     */
    static void mend(Path path) throws IOException {
        PlainFile read = PlainFile.open(path, StandardOpenOption.READ);
        try (FileChannel reading = read.channel()) {
            if (endOfLastLine(reading) == reading.size()) {
                return;
            }
        }
        open(path).close();
    }

    private static void cutOff(PlainFile file, long whole) throws IOException {
        long torn = file.channel().size() - whole;
        if (torn == 0) {
            return;
        }
        if (Files.getAttribute(file.path(), "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names
                && names > 1) {
            throw new IOException(file.path() + " has a torn last line, but also a second name (a hard link), which"
                    + " would be cut off"
                    + " too: remove one of the two names");
        }
        LOG.infof("%s: cut off a torn line of %d bytes; the broker delivers its event again", file.path(), torn);
        file.channel().truncate(whole);
    }

    /**
     * Whether it still has its name, and ends where this writer left it. Lines appended to a file that was moved or
     * removed are not in the archive; appending to a truncated file would leave a hole.
     */
    boolean isAsItWasLeft() throws IOException {
        return file.isThatOfItsName() && channel.size() == whole;
    }

    /**
     * Appends a whole line. After a failure, such as a full disk, the file ends where it ended at the last {@link
     * #force}.
     */
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

    /** Returns when everything appended is on the disk. After a failure, the file is as {@link #append} says. */
    void force() throws IOException {
        flush();
        try {
            channel.force(false);
            whole = channel.position();
            torn = false;
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
            torn |= lines.hasRemaining();
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
        torn = false;
    }

    /** Whether something was written and neither forced nor taken back: then the next start must mend the file. */
    boolean mayBeTorn() {
        return torn;
    }

    /** Closes the file; lines that were not forced may be missing. */
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
                // Repeat until the block is full.
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
