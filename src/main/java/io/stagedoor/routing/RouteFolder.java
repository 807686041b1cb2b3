package io.stagedoor.routing;

import io.stagedoor.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The route files: every {@code .yaml} and {@code .yml} below a folder, in order of their names. */
public final class RouteFolder {

    private static final String BUNDLED = "routes";

    private RouteFolder() {}

    /** One file. */
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
            throw new StartFailure("the routes cannot be read: " + e, e);
        }
    }

    private static List<RouteFile> bundled() throws IOException {
        URL url = RouteFolder.class.getResource("/" + BUNDLED);
        if (url == null) {
            return List.of();
        }
        URI uri = URI.create(url.toString());
        if (!"jar".equals(uri.getScheme())) {
            return below(Path.of(uri));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return below(jar.getPath("/" + BUNDLED));
        }
    }

    private static List<RouteFile> below(Path folder) throws IOException {
        List<RouteFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(path -> isRouteFile(folder, path)).sorted().toList()) {
                files.add(new RouteFile(path.toString(), Files.readString(path)));
            }
        }
        return files;
    }

    private static boolean isRouteFile(Path folder, Path path) {
        // Kubernetes mounts a ConfigMap as links into hidden folders (..data): those would be read twice.
        for (Path part : folder.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = path.toString();
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
