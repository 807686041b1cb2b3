package io.stagedoor.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A ConfigMap or a Secret as the kubelet mounts it: links to {@code ..data}, which is a link to a folder that another one
 * replaces when the content changes.
 */
record Mounted(Path folder) {

    private static final Path DATA = Path.of("..data");

    static Mounted at(Path folder, Map<String, String> files) throws IOException {
        Mounted mounted = new Mounted(readable(Files.createDirectories(folder)));
        mounted.put(files);
        for (String name : files.keySet()) {
            Files.createSymbolicLink(folder.resolve(name), DATA.resolve(name));
        }
        return mounted;
    }

    /** New content, of the same keys, at once. */
    void put(Map<String, String> files) throws IOException {
        Path version = readable(Files.createTempDirectory(folder, ".."));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(version.resolve(file.getKey()), file.getValue());
        }
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), version.getFileName());
        Files.move(link, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
    }

    /** For the user of the container, who is another one than the user of the test. */
    private static Path readable(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
