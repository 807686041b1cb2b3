package io.stagedoor.verbatim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.routes.RouteLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The URL of a webhook reaches the receiver byte for byte. */
class VerbatimUrlTest extends VerbatimOptionsRig {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/?a=1&connections=2",
                "/?a=1&connections=2&secret=env:NOBODY&format=nothing",
                "/?sig=a%2Bb%2Fc%3D&v=1",
                "/api?code=a%2Bb==&sv=2020-08-04&sig=x%2By%3d&se=2027-01-01T00%3A00%3A00Z",
                "/?a=1+2%202&b=%25",
                "/?a=RAW(b)&c=d",
                "/?a=b)&c=(d",
                "/?a=%23b&c=%26d",
                "/?&&=&a==b",
                "/?a=1;b=2,c=3",
                "/a//b/./c/../d/",
                "/a;v=1/b:c@d!$'()*,=~",
                "/?a[]=b&a[]=c",
                "/?%7B%7Ba%7D%7D",
                "?only=a+query",
                "/%E2%82%AC?x=%e2%82%ac",
                "/?verbatim.eHg=verbatim:eHg"
            })
    void a_url_is_used_byte_for_byte(String target) throws Exception {
        keys.put("its.url", base() + target);
        load(KEYED);

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo(target.startsWith("/") ? target : "/" + target);
    }

    @Test
    void a_url_that_stands_in_the_file_itself_is_too() throws Exception {
        load(KEYED.replace("{{its.url}}", base() + "/a%2Fb?x=1&connections=2&sig=a%2Bb"));

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?x=1&connections=2&sig=a%2Bb");
    }

    @Test
    void a_url_of_several_keys_and_texts_is_too() throws Exception {
        keys.put("its.tenant", "a%2Fb");
        keys.put("its.query", "sig=a%2Bb&v=1");
        load(KEYED.replace("{{its.url}}", base() + "/{{its.tenant}}?{{its.query}}&x={{its.none:%26}}"));

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?sig=a%2Bb&v=1&x=%26");
    }

    @Test
    void a_url_that_a_uri_names_by_a_key_is_too() throws Exception {
        keys.put("its.url", base() + "/a%2Fb?x=1&connections=2");
        load("""
                - route:
                    id: cmdb
                    from:
                      uri: direct:cmdb
                      steps:
                        - to: "webhook:cmdb?url={{its.url}}&connections=3"
                """);

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?x=1&connections=2");
    }

    @Test
    void a_url_that_is_none_is_named_with_its_file_and_line_and_a_secret_is_not_shown() {
        keys.put("its.url", "http://010.0.0.1/");
        assertThatThrownBy(() -> load(KEYED))
                .satisfies(failure -> assertThat(new RouteLoader(camel).locate((Exception) failure))
                        .hasMessageStartingWith("routes/cmdb.yaml:6: url 'http://010.0.0.1/': write the IPv4 address"));
    }
}
