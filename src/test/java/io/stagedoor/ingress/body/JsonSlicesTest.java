package io.stagedoor.ingress.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSlicesTest {

    private static List<String> elements(String text) {
        return JsonSlices.elements(text.getBytes(UTF_8), 1_000).stream()
                .map(element -> new String(element, UTF_8))
                .toList();
    }

    @Test
    void elements_keep_their_bytes_whatever_stands_in_their_texts() {
        assertThat(elements(" [ {\"a\" : 1.0e2} ,\n[1, 2],\"],[\\\"\",  {\"ä\":\"}\"} ]\n"))
                .containsExactly("{\"a\" : 1.0e2}", "[1, 2]", "\"],[\\\"\"", "{\"ä\":\"}\"}");
        assertThat(elements("[]")).isEmpty();
        assertThat(elements("[1,]")).containsExactly("1", "");
        assertThat(elements("[,1]")).containsExactly("", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2      | ends before",
                "[{\"a\":1 | ends before",
                "[\"       | ends before",
                "[\"\\     | ends before",
                "[1}       | closes what is not open",
                "[1] [2]   | something follows",
            })
    void an_array_that_does_not_end_as_one_is_none(String text, String why) {
        assertThatThrownBy(() -> elements(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void the_search_ends_when_there_are_too_many() {
        assertThat(JsonSlices.elements("[1,2,3,4,5,6".getBytes(UTF_8), 3)).hasSize(4);
    }

    @Test
    void a_member_is_found_by_its_name_however_it_is_written() {
        byte[] object =
                "{ \"d\\u0061ta2\":0, \"x\":{\"data\":1}, \"d\\u0061ta\" : { \"n\": 1.50 } , \"y\":[]}".getBytes(UTF_8);

        assertThat(JsonSlices.member(object, "data"))
                .hasValueSatisfying(data -> assertThat(new String(data, UTF_8)).isEqualTo("{ \"n\": 1.50 }"));
        assertThat(JsonSlices.member(object, "z")).isEmpty();
    }
}
