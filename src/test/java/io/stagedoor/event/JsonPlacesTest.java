package io.stagedoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPlacesTest {

    private static final String TEXT = "{ \"a\": {\"b\": [1, {\"c/d\": true}]},\n  \"é\": \"x\" }";

    @ParameterizedTest
    @CsvSource({
        "'',          1,  1",
        "/a,          1,  8",
        "/a/b/0,      1, 15",
        "/a/b/1,      1, 18",
        "/a/b/1/c~1d, 1, 26",
        "/é,          2,  8"
    })
    void a_pointer_is_found_at_the_first_character_of_its_value(String pointer, int line, int column) {
        assertThat(JsonPlaces.find(TEXT, pointer)).contains(new TextPlace(line, column));
    }

    @ParameterizedTest
    @CsvSource({"/a/missing, 1, 8", "/a/b/7/x, 1, 14", "/abc, 1, 1"})
    void for_a_missing_value_the_nearest_ancestor_is_found(String pointer, int line, int column) {
        assertThat(JsonPlaces.find(TEXT, pointer)).contains(new TextPlace(line, column));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "nonsense, /a"})
    void a_text_without_json_has_no_place(String text, String pointer) {
        assertThat(JsonPlaces.find(text, pointer)).isEmpty();
    }
}
