package io.stagedoor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.docs.Markdown.Link;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the documents, to files and to headings. */
class LinksTest {

    static List<Path> files() {
        return Markdown.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_link_leads_to_a_file_and_a_heading_that_are_there(Path file) {
        Markdown document = Markdown.read(file);

        assertThat(document.links().stream()
                        .filter(link -> !link.target().matches("[a-z]+:.*"))
                        .flatMap(link -> wrong(document, link).stream()))
                .isEmpty();
    }

    private static Stream<String> at(Markdown document, Link link, String what) {
        return Stream.of(document.file() + ":" + link.line() + " " + link.target() + ": " + what);
    }

    private static Optional<String> wrong(Markdown document, Link link) {
        String[] parts = link.target().split("#", 2);
        Path folder = Optional.ofNullable(document.file().getParent()).orElse(Path.of(""));
        Path target =
                parts[0].isEmpty() ? document.file() : folder.resolve(parts[0]).normalize();
        if (!Files.exists(target)) {
            return at(document, link, "no such file").findFirst();
        }
        if (parts.length == 2 && !Markdown.read(target).anchors().contains(parts[1])) {
            return at(document, link, "no such heading").findFirst();
        }
        return Optional.empty();
    }
}
