package io.stagedoor;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the folders of the source look like: {@code ls} is the diagram. */
class RoomsTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final Path BENCH = Path.of("src/bench/java");
    private static final String PACKAGE_INFO = "package-info.java";

    private static final Path WIRE = MAIN.resolve("io/stagedoor/wire");

    /** As the whole of a literal, or its beginning; a help text may speak of one. */
    private static final String NAME_ON_THE_WIRE =
            "\"(?:deliver/|dead-letter/|seen/|turn/|history/|/parked/|stagedoor_)";

    private static final String MADE_PROPERTY = "EventProperties\\.PREFIX \\+|String PREFIX = \"stagedoor_";

    private static final long MOST_CLASSES = 20;

    /** The tests of a package may be a few more: it is easier to find one that stands with what it tests. */
    private static final long MOST_TESTS = 22;

    /** What a reader sees as one subject; what several tests share stands in a rig beside them. */
    private static final int MOST_LINES_OF_A_TEST = 200;

    private static final Pattern IS_TEST =
            Pattern.compile("src/test/.*(Test|IT|Promises|Rig)\\.java|src/bench/.*(Test|IT)\\.java");

    @Test
    void no_folder_has_too_many_classes() throws IOException {
        for (Path source : List.of(MAIN, BENCH)) {
            assertThat(classes(source)).isNotEmpty().allSatisfy((folder, count) -> assertThat(count)
                    .isLessThanOrEqualTo(MOST_CLASSES));
        }
    }

    @Test
    void no_folder_has_too_many_tests() throws IOException {
        Map<Path, Long> tests = classes(TEST);
        tests.keySet().retainAll(classes(MAIN).keySet());

        assertThat(tests).isNotEmpty().allSatisfy((folder, count) -> assertThat(count)
                .isLessThanOrEqualTo(MOST_TESTS));
    }

    @Test
    void no_test_is_longer_than_one_subject_needs() throws IOException {
        List<Path> tests = Stream.concat(sources(TEST).stream(), sources(BENCH).stream())
                .filter(file -> IS_TEST.matcher(file.toString()).matches())
                .toList();

        assertThat(tests).isNotEmpty().allSatisfy(file -> assertThat(Files.readAllLines(file))
                .as("lines of %s: split it by subject", file)
                .hasSizeLessThanOrEqualTo(MOST_LINES_OF_A_TEST));
    }

    @Test
    void every_package_says_what_it_is_and_what_it_may_not_know() throws IOException {
        for (Path source : List.of(MAIN, BENCH)) {
            assertThat(classes(source).keySet())
                    .allSatisfy(folder -> assertThat(source.resolve(folder).resolve(PACKAGE_INFO))
                            .content()
                            .containsPattern("(?i)\\bknow"));
        }
    }

    @Test
    void nothing_but_the_wire_writes_the_name_of_a_queue_or_of_a_property() throws IOException {
        List<Path> others =
                sources(MAIN).stream().filter(file -> !file.startsWith(WIRE)).toList();

        assertThat(others).isNotEmpty().allSatisfy(file -> assertThat(file)
                .content()
                .doesNotContainPattern(NAME_ON_THE_WIRE)
                .doesNotContainPattern(MADE_PROPERTY));
        assertThat(WIRE.resolve("QueueNames.java")).content().containsPattern(NAME_ON_THE_WIRE);
        assertThat(WIRE.resolve("EventProperties.java")).content().containsPattern(MADE_PROPERTY);
    }

    /** By folder, from the source's root on. */
    private static Map<Path, Long> classes(Path source) throws IOException {
        return sources(source).stream()
                .filter(file -> !file.endsWith(PACKAGE_INFO))
                .collect(groupingBy(file -> source.relativize(file.getParent()), counting()));
    }

    private static List<Path> sources(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
