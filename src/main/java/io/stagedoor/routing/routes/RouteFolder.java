package io.stagedoor.routing.routes;

import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the route files: every {@code .yaml} and {@code .yml} below a folder, in order of their names. */
public final class RouteFolder {

    private static final String BUNDLED = "routes";

    private RouteFolder() {}

    /** One route file. */
    public record RouteFile(String name, String yaml) {}

    /** @param folder empty for the files inside the program */
    public static List<RouteFile> read(Optional<Path> folder) throws StartFailure {
        try {
            List<RouteFile> files = folder.isPresent() ? below(folder.get()) : bundled();
            if (files.isEmpty()) {
                throw new StartFailure("there is no .yaml file in the routes folder "
                        + folder.map(Path::toString).orElse("inside the program"));
            }
            return files;
        } catch (IOException e) {
            throw new StartFailure("the routes cannot be read: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class
                ? e.getMessage()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static List<RouteFile> bundled() throws IOException {
        URL url = RouteFolder.class.getResource("/" + BUNDLED);
        if (url == null) {
            return List.of();
        }
        URI uri = URI.create(url.toString());
        if ("file".equals(uri.getScheme())) {
            return below(Path.of(uri));
        }
        // Inside a jar, or the resources of a native executable.
        try (FileSystem program = FileSystems.newFileSystem(uri, Map.of())) {
            return below(program.getPath("/" + BUNDLED));
        }
    }

    private static List<RouteFile> below(Path folder) throws IOException {
        List<RouteFile> files = new ArrayList<>();
        // Files.walk does not enter a folder that is itself a link.
        Path real = folder.toRealPath();
        try (Stream<Path> paths = Files.walk(real)) {
            for (Path path :
                    paths.filter(path -> isRouteFile(real, path)).sorted().toList()) {
                files.add(read(path, folder.resolve(real.relativize(path)).toString()));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    private static RouteFile read(Path path, String name) throws IOException {
        try {
            return new RouteFile(name, Files.readString(path));
        } catch (CharacterCodingException e) {
            throw new IOException(name + " is not UTF-8 text", e);
        }
    }

    private static boolean isRouteFile(Path folder, Path path) {
        // Kubernetes mounts a ConfigMap as links into hidden folders (..data). Without this, files would be read twice.
        for (Path part : folder.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = path.toString();
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
