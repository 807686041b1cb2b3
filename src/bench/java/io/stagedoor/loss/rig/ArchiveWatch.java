package io.stagedoor.loss.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.loss.account.ArchivedLine;
import io.stagedoor.loss.plan.EventPlan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the archives of the replicas while they grow, up to the last line break, so that it is known when a line came.
 * A line that is no JSON is torn.
 */
public final class ArchiveWatch implements AutoCloseable {

    private static final long POLL_MS = 200;
    private static final byte[] EVENT = ",\"event\":".getBytes(StandardCharsets.US_ASCII);

    private final ObjectMapper json = new ObjectMapper();
    private final List<Replica> replicas;
    private final EventPlan plan;
    private final Map<Path, Long> read = new HashMap<>();
    private final List<ArchivedLine> lines = new ArrayList<>();
    private final List<String> torn = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "archive watch");

    public ArchiveWatch(Rig rig, EventPlan plan) {
        this.replicas = rig.replicas();
        this.plan = plan;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(POLL_MS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        for (Replica replica : replicas) {
            for (Path file : files(replica)) {
                readOn(replica, file);
            }
        }
    }

    private static List<Path> files(Replica replica) {
        if (!Files.exists(replica.archive())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(replica.archive())) {
            return files.filter(path -> path.toString().endsWith(".jsonl")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOn(Replica replica, Path file) {
        long from = read.getOrDefault(file, 0L);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] more = new byte[(int) Math.max(0, open.length() - from)];
            open.seek(from);
            int length = Math.max(0, open.read(more));
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (more[i] == '\n') {
                    line(replica, file, Arrays.copyOfRange(more, start, i));
                    start = i + 1;
                }
            }
            read.put(file, from + start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(Replica replica, Path file, byte[] line) throws IOException {
        try {
            JsonNode node = json.readTree(line);
            String id = node.path("id").asText();
            int number = plan.number(id);
            boolean whole = number >= 0 && Arrays.equals(plan.event(number).body(), body(node, line));
            lines.add(new ArchivedLine(System.currentTimeMillis(), replica.number(), id, whole));
        } catch (JsonProcessingException e) {
            torn.add(file + ": " + new String(line, StandardCharsets.UTF_8));
        }
    }

    /** The event, byte for byte as it came. */
    private static byte[] body(JsonNode node, byte[] line) {
        if (node.has("body")) {
            return node.path("body").asText().getBytes(StandardCharsets.UTF_8);
        }
        int start = 0;
        while (!Arrays.equals(line, start, start + EVENT.length, EVENT, 0, EVENT.length)) {
            start++;
        }
        return Arrays.copyOfRange(line, start + EVENT.length, line.length - 1);
    }

    public synchronized List<ArchivedLine> lines() {
        return List.copyOf(lines);
    }

    public synchronized List<String> torn() {
        return List.copyOf(torn);
    }

    /** To be called when nobody writes any more: what has no line break at its end is torn as well. */
    @Override
    public void close() throws Exception {
        thread.interrupt();
        thread.join();
        look();
        for (Map.Entry<Path, Long> file : read.entrySet()) {
            if (Files.size(file.getKey()) != file.getValue()) {
                torn.add(file.getKey() + ": its end");
            }
        }
    }
}
