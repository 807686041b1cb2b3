package io.stagedoor.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Where {@code send} and {@code validate} take their events from. */
final class EventInput {

    /** Far more than an event may have; less than what a file without line breaks could cost. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final String STDIN = "-";

    @Parameters(
            paramLabel = "FILE|DIR|-",
            arity = "0..*",
            description = {
                "Files, directories (every *.json, *.jsonl and *.ndjson below them, sorted), or - for standard input.",
                "A .json file is one event. A .jsonl or .ndjson file, and standard input, is one event a line."
            })
    private List<String> paths = List.of();

    private final Terminal terminal;

    EventInput(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Reads each event in turn, and no further than the visitor wants.
     *
     * @throws ParameterException when a path does not exist, or when there is no event at all
     */
    void read(CommandSpec command, EventVisitor visitor) throws IOException {
        boolean[] any = new boolean[1];
        EventVisitor counting = event -> {
            any[0] = true;
            return visitor.visit(event);
        };
        for (String path : paths(command)) {
            if (!(path.equals(STDIN) ? readLines("stdin", terminal.in(), counting) : readPath(path, counting))) {
                return;
            }
        }
        if (!any[0]) {
            throw new ParameterException(
                    command.commandLine(),
                    "no events in " + String.join(", ", paths(command)).replaceAll("^-$", "standard input"));
        }
    }

    private List<String> paths(CommandSpec command) {
        if (paths.isEmpty() && terminal.inIsTerminal()) {
            throw new ParameterException(command.commandLine(), "name files or directories, or - for standard input");
        }
        for (String path : paths) {
            if (!path.equals(STDIN) && !Files.exists(Path.of(path))) {
                throw new ParameterException(command.commandLine(), "no such file or directory: " + path);
            }
        }
        return paths.isEmpty() ? List.of(STDIN) : paths;
    }

    private static boolean readPath(String path, EventVisitor visitor) throws IOException {
        for (Path file : EventFiles.under(Path.of(path))) {
            if (!readFile(file, visitor)) {
                return false;
            }
        }
        return true;
    }

    private static boolean readFile(Path file, EventVisitor visitor) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (EventFiles.isJsonLines(file)) {
                return readLines(file.toString(), new BufferedInputStream(in), visitor);
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(file + ": larger than 16 MiB; many events in one file are .jsonl, one a line");
            }
            return visitor.visit(new ReadEvent(file.toString(), 0, bytes));
        }
    }

    private static boolean readLines(String source, InputStream in, EventVisitor visitor) throws IOException {
        JsonLines lines = new JsonLines(source, in);
        for (ReadEvent event = lines.next(); event != null; event = lines.next()) {
            if (!visitor.visit(event)) {
                return false;
            }
        }
        return true;
    }
}
