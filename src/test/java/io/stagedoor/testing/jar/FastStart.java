package io.stagedoor.testing.jar;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the program with two thirds of the processor's time: Java maps its classes into memory from a {@link
 * ClassArchive}. That needs a class path, because Quarkus' class loader, which {@code java -jar} has, reads every class
 * from its jar.
 */
public final class FastStart {

    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** A process that lives for seconds starts faster. */
    public static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    private FastStart() {}

    /**
     * How to start it, without the program's arguments.
     *
     * @param jar {@code quarkus-run.jar}
     */
    public static List<String> command(Path jar) {
        Path application = jar.toAbsolutePath().getParent();
        List<Path> classes = classPath(application);
        Path archive = application.resolveSibling("program.jsa");
        ClassArchive.prepare(archive, classes);
        return java(classes, "-XX:SharedArchiveFile=" + archive);
    }

    /** The same without the archive, as users start it. */
    public static List<String> plain(Path jar) {
        return List.of(JAVA, ONE_COMPILER, "-jar", jar.toString());
    }

    /** @param option makes an archive, or uses it */
    static List<String> java(List<Path> classes, String option) {
        List<String> command = new ArrayList<>(List.of(JAVA, ONE_COMPILER));
        // Where Java cannot use the archive, it starts without, and says nothing of it in the program's output.
        command.addAll(List.of(option, "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"));
        // As in the manifest of the jar.
        command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp"));
        command.add(classes.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        return command;
    }

    /** In the order of Quarkus' class loader: what the build changed and made comes before what it was made of. */
    private static List<Path> classPath(Path application) {
        List<Path> classes = new ArrayList<>();
        for (String jar : List.of("transformed-bytecode.jar", "generated-bytecode.jar")) {
            classes.add(application.resolve("quarkus").resolve(jar));
        }
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            try (Stream<Path> jars = Files.list(application.resolve(folder))) {
                jars.sorted().forEach(classes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return classes;
    }
}
