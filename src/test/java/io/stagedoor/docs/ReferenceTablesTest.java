package io.stagedoor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of metrics and of options have what the program has. */
class ReferenceTablesTest {

    private static final Pattern CLASS_OF_METERS = Pattern.compile("class \\w+Meters\\b");
    private static final Pattern METER = Pattern.compile("\"stagedoor\\.([a-z.]+)\"");
    private static final Pattern OPTION = Pattern.compile("public void set([A-Z]\\w*)\\(");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void operate_has_every_metric_and_no_other_one() throws IOException {
        Set<String> meters = Sources.below("src/main/java", ".java").stream()
                .filter(source -> CLASS_OF_METERS.matcher(source).find())
                .flatMap(source -> METER.matcher(source).results())
                .map(meter -> withoutUnit(meter.group(1).replace('.', '_')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(meters).isNotEmpty();
        Set<String> documented = firstCells(Path.of("docs/operate.md"), "## Metrics")
                .map(ReferenceTablesTest::withoutUnit)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(meters);
    }

    @ParameterizedTest
    @CsvSource({"DeliveryEndpoint.java, docs/write-routes.md", "WebhookEndpoint.java, docs/deliver.md"})
    void a_page_has_every_option_of_its_endpoint(String source, Path page) throws IOException {
        List<String> options = Sources.below("src/main/java", "/" + source).stream()
                .flatMap(text -> OPTION.matcher(text).results())
                .map(setter -> setter.group(1).substring(0, 1).toLowerCase()
                        + setter.group(1).substring(1))
                .toList();
        String text = Files.readString(page);

        assertThat(options).isNotEmpty().allSatisfy(option -> assertThat(text).contains("`" + option + "`"));
    }

    private static String withoutUnit(String metric) {
        return metric.replaceFirst("_(total|seconds)$", "");
    }

    private static Stream<String> firstCells(Path page, String heading) throws IOException {
        return Files.readAllLines(page).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> CODE.matcher(line.split("\\|")[1]).results())
                .map(code -> code.group(1));
    }
}
