package io.stagedoor.cli.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds the files that hold events. */
final class EventFiles {

    private EventFiles() {}

    /** The file itself, whatever its name; for a directory every event file below it, sorted by path. */
    static List<Path> under(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        Path inside = path.resolve("."); // Follows the path itself if it is a symbolic link, but no link below it.
        try (Stream<Path> below = Files.walk(inside)) {
            return below.filter(
                            file -> isEvents(file) && !isHidden(inside.relativize(file)) && Files.isRegularFile(file))
                    .map(file -> path.resolve(inside.relativize(file)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static boolean isJsonLines(Path file) {
        return file.toString().endsWith(".jsonl") || file.toString().endsWith(".ndjson");
    }

    private static boolean isEvents(Path file) {
        return file.toString().endsWith(".json") || isJsonLines(file);
    }

    // A mounted ConfigMap has each file twice: under its name, and in a hidden directory.
    private static boolean isHidden(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .anyMatch(part -> part.toString().startsWith("."));
    }
}
