package io.stagedoor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.docs.Markdown.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long the documents are, what their parts are called, and which words they do not use. */
class DocumentShapeTest {

    private static final int LINES_OF_README = 150;
    private static final int LINES_OF_DECISION = 60;
    private static final int COLUMNS = 120;
    private static final Path DECISIONS = Path.of("docs/decisions");

    /** See the glossary. */
    private static final Pattern WORDS_OF_THE_PAST =
            Pattern.compile("(?i)inner broker|broker inside|internal broker|external broker");

    static List<Path> files() {
        return Markdown.files();
    }

    static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.+\\.md"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_readme_is_short_and_begins_with_what_it_is_the_picture_and_the_two_commands() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));

        assertThat(lines).hasSizeLessThanOrEqualTo(LINES_OF_README);
        assertThat(String.join("\n", lines.subList(0, 25)))
                .containsSubsequence("Backstage events", "─▶ validate ─▶ choose", "./stagedoor run", "mvn verify");
    }

    @Test
    void the_readme_leads_to_every_page() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            assertThat(pages.filter(Files::isRegularFile))
                    .allSatisfy(page -> assertThat(readme).contains("(" + page + ")"));
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_is_one_page_with_four_parts(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);

        assertThat(lines).hasSizeLessThanOrEqualTo(LINES_OF_DECISION);
        assertThat(lines).filteredOn(line -> !line.startsWith("|")).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(COLUMNS));
        assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                .containsExactly("## Context", "## Decision", "## Consequences", "## Alternatives");
    }

    @Test
    void the_list_of_decisions_has_every_decision() throws IOException {
        String list = Files.readString(DECISIONS.resolve("README.md"));

        assertThat(decisions()).allSatisfy(file -> assertThat(list).contains("(" + file.getFileName() + ")"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_embedded_broker_has_one_name(Path file) {
        if (file.equals(Path.of("docs/glossary.md"))) {
            return;
        }
        assertThat(Markdown.read(file).prose().stream()
                        .map(Line::text)
                        .filter(line -> WORDS_OF_THE_PAST.matcher(line).find()))
                .isEmpty();
    }
}
