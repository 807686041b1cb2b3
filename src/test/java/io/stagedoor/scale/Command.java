package io.stagedoor.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine;

/** What the commands of this package have in common. */
final class Command {

    private Command() {}

    /**
     * Fills in the options; ends with 2 where they are wrong. What this process starts ends with it, unless it is killed
     * with kill -9.
     *
     * @return false when it was only asked for help
     */
    static boolean parse(String name, Object options, String... arguments) {
        CommandLine line = new CommandLine(options).setCommandName(name);
        try {
            line.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
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

    static Path newFolder(Path folder) throws IOException {
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return Files.createDirectories(folder.resolve(now)).toAbsolutePath();
    }

    /** @param file or null */
    static void write(JsonNode result, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        if (file != null) {
            mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), result);
        }
    }
}
