package io.stagedoor.page.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetFilesTest {

    private static final int MOST_BYTES = 30_000;

    private final AssetFiles files = new AssetFiles();

    @Test
    void each_link_leads_to_a_file_whose_name_has_a_hash() {
        assertThat(links()).allSatisfy(link -> {
            assertThat(link).matches("/assets/[a-z]+\\.[0-9a-f]{16}\\.(svg|css|js)");
            assertThat(files.file(name(link))).isPresent();
        });
    }

    @Test
    void another_name_leads_to_nothing() {
        assertThat(files.file("page.css")).isEmpty();
        assertThat(files.file("../application.properties")).isEmpty();
    }

    @Test
    void all_together_are_small_and_load_nothing_from_elsewhere() {
        List<String> texts = links().stream()
                .map(link -> files.file(name(link)).orElseThrow().content())
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .toList();

        assertThat(texts.stream().mapToInt(String::length).sum()).isLessThan(MOST_BYTES);
        assertThat(texts).allSatisfy(text -> assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "@import", "url("));
    }

    private List<String> links() {
        return List.of(
                files.links().icon(), files.links().style(), files.links().script());
    }

    private static String name(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
