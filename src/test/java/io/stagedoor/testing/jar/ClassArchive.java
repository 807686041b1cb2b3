package io.stagedoor.testing.jar;

import io.stagedoor.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The classes that the program loads, as a file (class data sharing); made from a program that starts and stops. */
final class ClassArchive {

    private static final long START_MINUTES = 3;

    /** Where a Java makes none, asking once takes long enough. */
    private static boolean prepared;

    private ClassArchive() {}

    /** Makes it if it is not there or older than a jar. Of the processes that run tests side by side, one does so. */
    static synchronized void prepare(Path archive, List<Path> classes) {
        if (prepared) {
            return;
        }
        prepared = true;
        Path lock = archive.resolveSibling(archive.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!Files.exists(archive) || isOlder(archive, classes)) {
                make(archive, classes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOlder(Path archive, List<Path> classes) throws IOException {
        for (Path jar : classes) {
            if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(archive)) > 0) {
                return true;
            }
        }
        return false;
    }

    private static void make(Path archive, List<Path> classes) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stagedoor-archive");
        Path made = folder.resolve("archive");
        Path log = archive.resolveSibling(archive.getFileName() + ".log");
        List<String> command = FastStart.java(classes, "-XX:ArchiveClassesAtExit=" + made);
        for (String port : List.of("broker.embedded.port", "http.port", "management.port")) {
            command.add(1, "-Dstagedoor." + port + "=" + FreePort.next());
        }
        command.add(1, "-Dstagedoor.destination.my-service.url=http://localhost:" + FreePort.next() + "/");
        command.add("run");
        Process program = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(START_MINUTES);
            while (program.isAlive() && !Files.readString(log).contains("Stagedoor runs") && System.nanoTime() < end) {
                program.waitFor(20, TimeUnit.MILLISECONDS);
            }
            program.destroy();
            program.waitFor(START_MINUTES, TimeUnit.MINUTES);
            if (Files.exists(made)) {
                Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            program.destroyForcibly().waitFor();
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
