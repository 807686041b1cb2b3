package io.stagedoor.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts the lines of archives. */
final class Archived {

    private static final String BEGINNING = "{\"id\":\"";
    private static final int ID = 36;

    private Archived() {}

    /** @param folders of programs that run no more */
    static Arrived count(Numbered events, List<Path> folders) throws IOException {
        Arrived arrived = new Arrived(events);
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder.resolve("data/archive"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    count(arrived, file);
                }
            }
        }
        return arrived;
    }

    private static void count(Arrived arrived, Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(BEGINNING) || !line.endsWith("}")) {
                    throw new IllegalStateException("a torn line in " + file + ": " + line);
                }
                arrived.add(line.substring(BEGINNING.length(), BEGINNING.length() + ID));
            }
        }
    }
}
