package io.stagedoor.cli.events;

import io.stagedoor.cli.common.Terminal;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The files, directories or standard input that {@code send} and {@code validate} read events from. */
public final class EventInput {

    /**
     * The longest event or line. It is far larger than any valid event, and bounds the memory for a file without line
     * breaks.
     */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final String STDIN = "-";

    @Parameters(
            paramLabel = "FILE|DIR|-",
            arity = "0..*",
            description = {
                "Files, directories (every *.json, *.jsonl and *.ndjson below them, sorted), or - for standard input.",
                "A .json file is one event. In .jsonl and .ndjson files and in standard input, each JSON value is"
                        + " an event,",
                "on one line or on several."
            })
    private List<String> paths = List.of();

    private final Terminal terminal;

    EventInput(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Reads event after event, until the visitor wants no more.
     *
     * @param raw whether to read input that need not be JSON: a file as one event, a stream line by line
     * @throws ParameterException when a path does not exist, or there is no event
     */
    void read(CommandSpec command, boolean raw, EventVisitor visitor) throws IOException {
        boolean[] any = new boolean[1];
        EventVisitor counting = event -> {
            any[0] = true;
            return visitor.visit(event);
        };
        List<String> all = paths(command);
        for (String path : all) {
            if (!(path.equals(STDIN) ? readStandardInput(raw, counting) : readPath(path, raw, counting))) {
                return;
            }
        }
        if (!any[0]) {
            String names = all.stream()
                    .map(path -> path.equals(STDIN) ? "standard input" : path)
                    .collect(Collectors.joining(", "));
            throw new ParameterException(command.commandLine(), "no events in " + names);
        }
    }

    private List<String> paths(CommandSpec command) {
        if (paths.isEmpty() && terminal.inIsTerminal()) {
            throw new ParameterException(command.commandLine(), "give files or directories, or - for standard input");
        }
        if (paths.stream().filter(STDIN::equals).count() > 1) {
            throw new ParameterException(command.commandLine(), "standard input can be read only once: give - once");
        }
        for (String path : paths) {
            if (!path.equals(STDIN) && !exists(path, command)) {
                throw new ParameterException(command.commandLine(), "no such file or directory: " + path);
            }
        }
        return paths.isEmpty() ? List.of(STDIN) : paths;
    }

    private static boolean exists(String path, CommandSpec command) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "'" + path + "' is not a valid file name in this locale: set LC_ALL=C.UTF-8 if the name is in"
                            + " UTF-8");
        }
    }

    private boolean readStandardInput(boolean raw, EventVisitor visitor) throws IOException {
        InputStream in = new FilterInputStream(terminal.in()) {
            @Override
            public int read(byte[] to, int at, int most) throws IOException {
                try {
                    return super.read(to, at, most);
                } catch (IOException e) {
                    throw new IOException("cannot read standard input: " + e.getMessage(), e);
                }
            }
        };
        return readStream("stdin", in, raw, visitor);
    }

    private static boolean readPath(String path, boolean raw, EventVisitor visitor) throws IOException {
        for (Path file : EventFiles.under(Path.of(path))) {
            if (!readFile(file, raw, visitor)) {
                return false;
            }
        }
        return true;
    }

    private static boolean readFile(Path file, boolean raw, EventVisitor visitor) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // The name of a pipe, as of <(jq -c …), does not tell its format.
            if (EventFiles.isJsonLines(file) || !Files.isRegularFile(file)) {
                return readStream(file.toString(), in, raw, visitor);
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(
                        file + ": larger than 16 MiB; put several events into a .jsonl file, one on" + " each line");
            }
            return visitor.visit(new ReadEvent(file.toString(), 0, bytes, raw ? null : notOne(bytes)));
        }
    }

    /** Why the file cannot be one event; null when it may be one. */
    private static String notOne(byte[] bytes) throws IOException {
        JsonValues values = new JsonValues("", new ByteArrayInputStream(bytes));
        ReadEvent first = values.next();
        if (first == null) {
            return "the file is empty";
        }
        ReadEvent second = values.next();
        return first.fault() == null && second != null && second.fault() == null
                ? "the file has several JSON values, but a .json file is one event: name it .jsonl"
                : null;
    }

    private static boolean readStream(String source, InputStream in, boolean raw, EventVisitor visitor)
            throws IOException {
        JsonLines lines = new JsonLines(source, in);
        JsonValues values = new JsonValues(source, in);
        ReadEvent event;
        while ((event = raw ? lines.next() : values.next()) != null) {
            if (!visitor.visit(event)) {
                return false;
            }
        }
        return true;
    }
}
