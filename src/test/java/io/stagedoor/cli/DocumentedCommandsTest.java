package io.stagedoor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.MissingParameterException;

/** Every {@code ./stagedoor …} in a document uses an existing command with existing options. */
class DocumentedCommandsTest {

    /** The command up to a pipe or redirection, or the end of the code in backticks. */
    private static final Pattern COMMAND =
            Pattern.compile("\\./stagedoor((?: [^|&;><#`\"'()\\n]*[^|&;><#`\"'() \\n])?)");

    static List<String> commands() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(Path::of),
                            pages)
                    .filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> COMMAND.matcher(read(page)).results())
                    .map(match -> match.group(1).strip())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_documented_command_is_one(String command) {
        String[] words = command.isEmpty() ? new String[0] : command.split("\\s+");

        try {
            CommandLine.ParseResult parsed = new CommandLine(new StagedoorCommand(), new Empty()).parseArgs(words);
            assertThat(parsed.unmatched()).isEmpty();
        } catch (MissingParameterException namesTheCommandAlone) {
            assertThat(namesTheCommandAlone.getMissing()).isNotEmpty();
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page).replace("\\\n", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commands without their dependencies, because they are not run. */
    private static final class Empty implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (!type.getName().startsWith("io.stagedoor.")) {
                return CommandLine.defaultFactory().create(type);
            }
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
        }
    }
}
