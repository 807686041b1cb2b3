package io.stagedoor.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What a reader has who cloned the project and built it once. */
record ProjectCopy(Path folder) implements AutoCloseable {

    private static final List<String> COPIED =
            List.of("stagedoor", "pom.xml", "routes", "examples", "artemis-config", "src/main/resources");
    private static final String QUARKUS_APP = "target/quarkus-app";

    /** Where {@code ./stagedoor} finds {@code bin/java}: a script that stands for it. */
    private static final String JAVA_HOME = "java-home";

    static ProjectCopy of(Path folder) throws IOException {
        ProjectCopy copy = new ProjectCopy(folder);
        for (String copied : COPIED) {
            copy.copy(Path.of(copied));
        }
        try (InputStream script = ProjectCopy.class.getClassLoader().getResourceAsStream("documents/java")) {
            copy.write(JAVA_HOME + "/bin/java", new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (String script : List.of("stagedoor", JAVA_HOME + "/bin/java")) {
            Files.setPosixFilePermissions(folder.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        copy.link(Path.of(System.getProperty("stagedoor.jar")).toAbsolutePath().getParent());
        return copy;
    }

    Path javaHome() {
        return folder.resolve(JAVA_HOME);
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Below the first line that is {@code line}. */
    void insert(String line, String name, String text) throws IOException {
        String before = Files.readString(folder.resolve(name));
        int at = ("\n" + before).indexOf("\n" + line + "\n");
        if (at < 0) {
            throw new IllegalStateException("no line '" + line + "' in " + name);
        }
        int below = at + line.length() + 1;
        write(name, before.substring(0, below) + text + before.substring(below));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> links = Files.list(folder.resolve(QUARKUS_APP))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    private void copy(Path original) throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** The program as it was built. The links are newer than the copied sources, so that nothing has to be built. */
    private void link(Path built) throws IOException {
        Path quarkusApp = Files.createDirectories(folder.resolve(QUARKUS_APP));
        try (Stream<Path> parts = Files.list(built)) {
            for (Path part : parts.toList()) {
                Files.createSymbolicLink(quarkusApp.resolve(part.getFileName()), part);
            }
        }
    }
}
