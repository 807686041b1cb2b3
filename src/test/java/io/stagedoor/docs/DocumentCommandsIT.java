package io.stagedoor.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.docs.Markdown.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the pages, as a reader runs them who reads one page after the other. */
@EnabledOnOs(OS.LINUX)
class DocumentCommandsIT {

    private static final String LEFT_OUT = "…";
    private static final Pattern STATUS = Pattern.compile("exit status: (\\d+)");
    private static final Pattern STOP = Pattern.compile("stop: (\\w+)");
    private static final Pattern FILE = Pattern.compile("file: (\\S+)");
    private static final Pattern BELOW = Pattern.compile("below \"(.+)\" in (\\S+)");

    @TempDir
    static Path folder;

    private static Reader reader;

    @BeforeAll
    static void open() throws Exception {
        reader = new Reader(folder);
    }

    @AfterAll
    static void end() throws Exception {
        reader.close();
    }

    @TestFactory
    Stream<DynamicNode> the_commands_of_the_pages_do_what_the_pages_say() {
        return Stream.of(
                        "README",
                        "docs/get-started",
                        "docs/send-events",
                        "docs/write-routes",
                        "docs/deliver",
                        "docs/when-delivery-fails",
                        "docs/operate",
                        "docs/api")
                .map(page -> Markdown.read(Path.of(page + ".md")))
                .map(page -> DynamicContainer.dynamicContainer(
                        page.file().toString(),
                        page.blocks().stream()
                                .filter(block -> List.of("sh", "text").contains(block.language())
                                        || block.comment().isPresent())
                                .map(block -> DynamicTest.dynamicTest(
                                        page.file() + ":" + block.line(), () -> follow(block)))));
    }

    private static void follow(Block block) throws Exception {
        String comment = block.comment().orElse("");
        Matcher file = FILE.matcher(comment);
        Matcher below = BELOW.matcher(comment);
        Matcher stop = STOP.matcher(comment);
        Matcher status = STATUS.matcher(comment);
        if (file.matches()) {
            reader.write(file.group(1), block.text());
        } else if (below.matches()) {
            reader.insert(below.group(1), below.group(2), block.text());
        } else if (block.language().equals("text")) {
            block.text().lines().filter(line -> !line.strip().equals(LEFT_OUT)).forEach(DocumentCommandsIT::isPrinted);
        } else {
            if (stop.matches()) {
                reader.stop(stop.group(1));
            }
            assertThat(reader.run(block.text()))
                    .as(() -> block.text() + reader.output())
                    .isEqualTo(status.matches() ? Integer.parseInt(status.group(1)) : 0);
        }
    }

    /** A word with a digit in it stands for any word, and blanks for any blanks. */
    private static void isPrinted(String line) {
        String pattern = Stream.of(line.strip().split("\\s+"))
                .map(word -> word.matches(".*\\d.*") ? "\\S+" : Pattern.quote(word))
                .reduce((one, other) -> one + "\\s+" + other)
                .orElseThrow();
        await().untilAsserted(() -> assertThat(reader.output()).containsPattern(pattern));
    }
}
