package io.stagedoor.loss.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver wrote down of one request, before it answered.
 *
 * @param arrived ms since the epoch
 * @param answered likewise, a moment before the answer
 * @param replica that posted it
 * @param whole whether the body is, byte for byte, the one that was sent
 */
public record ReceivedRecord(long arrived, long answered, int replica, Answer answer, String id, boolean whole) {

    /** One line, which one write call puts into the file: kill -9 leaves all of it or nothing. */
    public byte[] line() {
        return String.format("%d %d %d %s %s %s%n", arrived, answered, replica, answer, id, whole)
                .getBytes(StandardCharsets.UTF_8);
    }

    static List<ReceivedRecord> read(Path file) throws IOException {
        List<ReceivedRecord> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] part = line.split(" ");
            records.add(new ReceivedRecord(
                    Long.parseLong(part[0]),
                    Long.parseLong(part[1]),
                    Integer.parseInt(part[2]),
                    Answer.valueOf(part[3]),
                    part[4],
                    Boolean.parseBoolean(part[5])));
        }
        return records;
    }

    @Override
    public String toString() {
        return answer + " to replica " + replica + ", arrived " + arrived + ", answered " + answered;
    }
}
