package io.stagedoor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Real events, and variations of them. */
public final class Events {

    public static final String ENTITY = "backstage/catalog/entity";
    public static final String LOCATION = "backstage/catalog/location";
    public static final String TASK = "backstage/scaffolder/task";
    public static final String BUILD = "backstage/techdocs/build";

    private static final Path FOLDER = Path.of("examples/events");

    private Events() {}

    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        return new String(file(name), StandardCharsets.UTF_8);
    }

    /** A task event with this action and a new id. */
    public static String task(String id, String action) {
        return text("scaffolder-completed.json")
                .replaceFirst("c84316bc-788c-545d-926c-91a2076e9f70", id)
                .replaceFirst("\"completed\"", "\"" + action + "\"");
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }
}
