package io.stagedoor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configure.md} has every key of {@code application.properties}, with its default, and no other one. */
class ConfigurePageTest {

    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final Path PAGE = Path.of("docs/configure.md");
    private static final Path BROKER_PAGE = Path.of("artemis-config/README.md");
    private static final Path METRICS_PAGE = Path.of("docs/operate.md");

    /** A key that has no default is written as a comment. */
    private static final Pattern PROPERTY = Pattern.compile("#?(stagedoor\\.[a-z.-]+)=(.*)");

    private static final Pattern ROW = Pattern.compile("\\| `(stagedoor\\.[a-z.-]+)` \\| (.+?) \\| (.*?) \\| (.+) \\|");
    private static final Pattern IN_CODE = Pattern.compile("\"(stagedoor\\.[a-z.-]*[a-z])\"");

    @Test
    void the_page_has_every_key_and_no_other_one() throws IOException {
        assertThat(rows().keySet()).isEqualTo(properties().keySet());
    }

    @Test
    void the_page_has_the_default_of_every_key_that_has_one() throws IOException {
        Map<String, String> properties = properties();

        rows().forEach((key, row) -> assertThat(row.group(2))
                .as(key)
                .isEqualTo(properties.get(key).isEmpty() ? row.group(2) : "`" + properties.get(key) + "`"));
    }

    @Test
    void a_key_without_a_default_says_what_holds_then() throws IOException {
        rows().forEach((key, row) -> assertThat(row.group(2)).as(key).isNotBlank());
    }

    @Test
    void every_key_is_read_by_the_program_or_by_a_route() throws IOException {
        String sources = text("src/main/java", ".java") + text("routes", ".yaml");

        assertThat(properties().keySet()).allSatisfy(key -> {
            // Several keys may share the beginning, which then stands in the code once.
            int last = key.lastIndexOf('.');
            boolean composed = sources.contains("\"" + key.substring(0, last + 1) + "\"")
                    && sources.contains("\"" + key.substring(last + 1) + "\"");
            assertThat(sources.contains("\"" + key + "\"") || sources.contains("{{" + key + "}}") || composed)
                    .as(key)
                    .isTrue();
        });
    }

    @Test
    void every_key_that_the_program_reads_is_explained() throws IOException {
        List<String> groups = properties().keySet().stream()
                .map(key -> key.split("\\.")[1])
                .distinct()
                .toList();
        String elsewhere = Files.readString(BROKER_PAGE) + Files.readString(METRICS_PAGE);

        assertThat(IN_CODE.matcher(text("src/main/java", ".java"))
                        .results()
                        .map(match -> match.group(1))
                        .filter(key -> groups.contains(key.split("\\.")[1]))
                        .distinct())
                .allSatisfy(key -> assertThat(rows().containsKey(key) || named(key, elsewhere))
                        .as(key + " is in " + PAGE + ", in " + BROKER_PAGE + ", or a metric in " + METRICS_PAGE)
                        .isTrue());
    }

    private static boolean named(String key, String text) {
        String metric = key.substring("stagedoor.".length()).replace('.', '_');
        return text.contains("`" + key + "`")
                || text.contains("`" + metric + "`")
                || text.contains("`" + metric + "_total`");
    }

    private static Map<String, String> properties() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        for (String line : Files.readAllLines(PROPERTIES)) {
            Matcher property = PROPERTY.matcher(line);
            if (property.matches()) {
                properties.put(property.group(1), property.group(2));
            }
        }
        return properties;
    }

    private static Map<String, MatchResult> rows() throws IOException {
        Map<String, MatchResult> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.toMatchResult()))
                        .as("a second row of " + row.group(1))
                        .isNull();
            }
        }
        return rows;
    }

    private static String text(String folder, String suffix) {
        return String.join("\n", Sources.below(folder, suffix));
    }
}
