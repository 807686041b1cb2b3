package io.stagedoor.verbatim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a route file, or in a key that it names, is what the receiver sees: nothing between them reads it. */
class VerbatimOptionsTest extends VerbatimOptionsRig {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&b",
                "a&secret=b",
                "100%",
                "%2F",
                "a+b",
                "a#b",
                "a ) b",
                "a)&b=(c",
                "RAW",
                "#bean:x",
                "\"quoted\" \\ back",
                "a?b=c&d",
                "{curly}",
                "~tilde^`"
            })
    void the_value_of_a_header_is_too(String value) throws Exception {
        keys.put("its.url", base() + "/");
        keys.put("its.header", value);
        load(KEYED + "              header.one: 'X-One: " + value
                + "'\n              header.two: 'X-Two: {{its.header}}'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).containsEntry("x-one", value).containsEntry("x-two", value);
    }

    @Test
    void a_file_whose_name_has_odd_characters_holds_a_secret() throws Exception {
        Path file = folder.resolve("a&b+c %2F).txt");
        Files.writeString(file, "token+of&mine".replace("&", "~"));
        keys.put("its.url", base() + "/");
        load(KEYED + "              bearer: 'file:" + file + "'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).containsEntry("authorization", "Bearer token+of~mine");
    }

    @Test
    void what_a_version_before_wanted_as_raw_still_means_the_same() throws Exception {
        keys.put("its.url", base() + "/");
        load(KEYED + "              header.one: 'RAW(X-One: a&b)'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).containsEntry("x-one", "a&b");
    }

    @Test
    void an_option_whose_key_may_be_missing_is_left_out() throws Exception {
        keys.put("its.url", base() + "/");
        load(KEYED + "              header.one: '{{?its.header}}'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).doesNotContainKey("x-one");
    }

    @Test
    void the_parameters_of_a_template_are_known_too() throws Exception {
        String url = base() + "/a%2Fb?x=1&connections=2&sig=a%2Bb";
        load("""
                - routeTemplate:
                    id: hook
                    parameters:
                      - name: target
                    from:
                      uri: direct:cmdb
                      steps:
                        - to:
                            uri: webhook:cmdb
                            parameters:
                              url: "{{target}}"
                - templatedRoute:
                    routeTemplateRef: hook
                    routeId: cmdb
                    parameters:
                      - name: target
                        value: "%s"
                """.formatted(url.replace("%", "%%")).replace("%%", "%"));

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?x=1&connections=2&sig=a%2Bb");
    }

    @Test
    void texts_of_several_lines_leave_the_lines_behind_them_where_they_are() {
        String yaml = """
                - to:
                    uri: webhook:cmdb
                    parameters:
                      url: >-
                        https://cmdb.example/
                      header.one: "X-One: a
                        b"
                      # The last one.
                      connections: 3
                - to: log:x
                """;

        String carried = VerbatimOptions.in(yaml);

        assertThat(carried.lines().filter(line -> line.contains("verbatim:"))).hasSize(3);
        assertThat(carried.lines().toList().indexOf("- to: log:x"))
                .isEqualTo(yaml.lines().toList().indexOf("- to: log:x"));
        assertThat(carried.lines().toList().get(7))
                .isEqualTo(yaml.lines().toList().get(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"- to: log:x\n", "", "webhook: [", "- to: webhook:cmdb\n", "parameters: {url: 'webhook:x'}\n"})
    void anything_else_stays_as_it_is(String yaml) {
        assertThat(VerbatimOptions.in(yaml)).isEqualTo(yaml);
    }
}
