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

/** Where {@code send} and {@code validate} take their events from. */
public final class EventInput {

    /** Far more than an event may have; less than what a file without line breaks could cost. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final String STDIN = "-";

    @Parameters(
            paramLabel = "FILE|DIR|-",
            arity = "0..*",
            description = {
                "Files, directories (every *.json, *.jsonl and *.ndjson below them, sorted), or - for standard input.",
                "A .json file is one event. In a .jsonl or .ndjson file, and in standard input, each JSON value is one,",
                "on a line of its own or on several."
            })
    private List<String> paths = List.of();

    private final Terminal terminal;

    EventInput(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Reads each event in turn, and no further than the visitor wants.
     *
     * @param raw takes what it finds, JSON or not: a file as one event, a stream line by line
     * @throws ParameterException when a path does not exist, or when there is no event at all
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
            throw new ParameterException(command.commandLine(), "name files or directories, or - for standard input");
        }
        if (paths.stream().filter(STDIN::equals).count() > 1) {
            throw new ParameterException(command.commandLine(), "standard input can be read once: name - once");
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
                    "'" + path + "' is no file name in this locale: set LC_ALL=C.UTF-8 if the name is in UTF-8");
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
            // A pipe has no name that says what is in it: <(jq -c …).
            if (EventFiles.isJsonLines(file) || !Files.isRegularFile(file)) {
                return readStream(file.toString(), in, raw, visitor);
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(file + ": larger than 16 MiB; many events in one file are .jsonl, one a line");
            }
            return visitor.visit(new ReadEvent(file.toString(), 0, bytes, raw ? null : notOne(bytes)));
        }
    }

    /** Why the file is not one event, whatever that may be; null where it could be meant as one. */
    private static String notOne(byte[] bytes) throws IOException {
        JsonValues values = new JsonValues("", new ByteArrayInputStream(bytes));
        ReadEvent first = values.next();
        if (first == null) {
            return "the file is empty";
        }
        ReadEvent second = values.next();
        return first.fault() == null && second != null && second.fault() == null
                ? "the file has several JSON values, and a .json file is one event: name it .jsonl"
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
