package io.stagedoor.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.event.Timestamp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the lines of an event in the files of an archive, as {@link ArchiveLine} writes them: the newest files first,
 * and at most so many bytes.
 */
public final class ArchiveSearch {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = "\"event\":";

    private final Path folder;
    private long left;

    /** @param bytes the most to read */
    public ArchiveSearch(Path folder, long bytes) {
        this.folder = folder;
        this.left = bytes;
    }

    /** Whether the last search has read all files. */
    public boolean complete() {
        return left > 0;
    }

    public List<ArchivedEvent> find(String id) throws IOException {
        List<ArchivedEvent> found = new ArrayList<>();
        for (Path file : files()) {
            left -= Files.size(file);
            if (left <= 0) {
                break;
            }
            find(id, file, found);
        }
        return found;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> ArchiveName.of(folder.relativize(path)).isPresent())
                    .sorted(Comparator.comparing(
                                    (Path path) -> path.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void find(String id, Path file, List<ArchivedEvent> found) throws IOException {
        String start = "{\"id\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(id)) + "\",";
        // A line that was cut by a crash may have any bytes.
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(start)) {
                    read(line, file, found);
                }
            }
        }
    }

    private static void read(String line, Path file, List<ArchivedEvent> found) {
        try {
            JsonNode json = JSON.readTree(line);
            found.add(new ArchivedEvent(
                    file.toString(),
                    json.path("id").asText(),
                    json.path("channel").asText(),
                    Timestamp.parse(json.path("received").asText()).orElse((Instant) null),
                    body(line, json).getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException cutByACrash) {
            return; // The event was written again, in a whole line.
        }
    }

    /** The bytes of the event stand between {@code "event":} and the end of the line, or in {@code body}. */
    private static String body(String line, JsonNode json) {
        return json.has("body")
                ? json.get("body").asText()
                : line.substring(line.indexOf(EVENT) + EVENT.length(), line.length() - 1);
    }
}
