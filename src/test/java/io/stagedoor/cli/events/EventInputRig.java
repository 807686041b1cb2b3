package io.stagedoor.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stagedoor.cli.common.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads events as {@code stagedoor send} does. */
abstract class EventInputRig {

    @TempDir
    Path folder;

    @Command
    static final class Reader {

        @Mixin
        EventInput input;

        @Spec
        CommandSpec spec;

        Reader(Terminal terminal) {
            input = new EventInput(terminal);
        }
    }

    static List<ReadEvent> readFrom(String stdin, boolean terminal, int atMost, Object... paths) throws IOException {
        Reader reader = new Reader(new Terminal(new ByteArrayInputStream(stdin.getBytes(UTF_8)), terminal, false));
        new CommandLine(reader)
                .parseArgs(List.of(paths).stream().map(Object::toString).toArray(String[]::new));
        List<ReadEvent> events = new ArrayList<>();
        reader.input.read(reader.spec, false, event -> {
            events.add(event);
            return events.size() < atMost;
        });
        return events;
    }

    List<ReadEvent> read(Object... paths) throws IOException {
        return readFrom("", true, Integer.MAX_VALUE, paths);
    }

    static String text(ReadEvent event) {
        return new String(event.bytes(), UTF_8);
    }

    static List<ReadEvent> stdin(String text) throws IOException {
        return readFrom(text, false, Integer.MAX_VALUE);
    }
}
