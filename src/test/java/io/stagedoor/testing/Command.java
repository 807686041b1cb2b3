package io.stagedoor.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine;

/** What the commands among the tests have in common: their options, a folder for what a run leaves, and their result. */
public final class Command {

    private Command() {}

    /**
     * Fills in the options; ends with 2 where they are wrong. What this process starts ends with it, unless it is killed
     * with kill -9.
     *
     * @param check throws IllegalArgumentException for what one option alone does not show
     * @return false when it was only asked for help
     */
    public static boolean parse(String name, Object options, Runnable check, String... arguments) {
        CommandLine line = new CommandLine(options).setCommandName(name);
        try {
            line.parseArgs(arguments);
            check.run();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            line.usage(System.err);
            System.exit(2);
        }
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
            return false;
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
        return true;
    }

    /** Named by the time, in {@code folder}. */
    public static Path newFolder(Path folder) throws IOException {
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return Files.createDirectories(folder.resolve(now)).toAbsolutePath();
    }

    /** @param file or null */
    public static void write(JsonNode result, Path file) throws IOException {
        if (file != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), result);
        }
    }
}
