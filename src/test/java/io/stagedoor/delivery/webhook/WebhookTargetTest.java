package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URL of a webhook: which are accepted, and where no event may go. */
class WebhookTargetTest extends WebhookEndpointRig {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8089/",
                "https://cmdb.example/hook?tenant=a%20b",
                "http://10.0.0.1",
                "http://[::1]:8089/hook",
                "http://cmdb_1:8080/hook",
                "https://cmdb.example/@user/hook",
                " https://cmdb.example/hook "
            })
    void a_webhook_goes_to_an_http_address(String url) {
        WebhookEndpoint endpoint = endpoint();
        endpoint.setUrl(url);

        assertThat(endpoint.getUrl()).isEqualTo(url.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cmdb.example/hook",
                "/hook",
                "//cmdb.example/hook",
                "ftp://cmdb.example/",
                "file:///etc/passwd",
                "http:///hook",
                "http:hook",
                "http://",
                "http://cmdb.example:port/",
                "http://cmdb.example/a b",
                "http://cmdb.example/%zz",
                "http://[::1/",
                "javascript:alert(1)"
            })
    void a_url_that_is_no_http_address_is_refused_by_name(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hunter2@cmdb.example/",
                "https://hunter2@cmdb.example/",
                "https://user:hunter2@/hook",
                "https://user:hunter2@cmdb_1.example/",
                "https://user:hun ter2@cmdb.example/",
                "https://user:hunter2%zz@cmdb.example/",
                "https://user:hunter2/x@cmdb.example/",
                "ftp://user:hunter2@cmdb.example/"
            })
    void a_url_with_a_password_is_refused_and_the_password_not_shown(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refused -> assertThat(everythingThatItSays(refused))
                        .contains("url")
                        .doesNotContain("hunter2")
                        .doesNotContain("ter2"));
    }

    @Test
    void a_fragment_is_refused_because_it_never_reaches_the_receiver() {
        assertThatThrownBy(() -> endpoint().setUrl("https://cmdb.example/#part"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fragment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://169.254.169.254/latest           | is link-local, where events never go; no key permits it
            https://[::ffff:169.254.169.254]/       | is link-local, where events never go; no key permits it
            http://[64:ff9b::169.254.169.254]/      | is link-local, where events never go; no key permits it
            http://[fd00:ec2::254]/                 | is a metadata service, where events never go
            http://100.100.100.200:8080/            | is a metadata service, where events never go
            http://0.0.0.0/                         | is unspecified, where events never go
            http://192.168.1.1/                     | is private, and stagedoor.egress.private is false
            http://[2002:c0a8:101::1]/              | is private, and stagedoor.egress.private is false
            """)
    void an_address_where_no_event_may_go_is_refused_at_the_start(String url, String why) {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=RAW(" + url + ")"))
                .rootCause()
                .hasMessageStartingWith("url '" + url + "': ")
                .hasMessageContaining(why);
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?proxy=http://proxy:3128&url=RAW(" + url + ")"))
                .rootCause()
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.1./",
                "http://169.254.43518/",
                "http://0xA9FEA9FE/",
                "http://256.256.256.256/",
                "http://1.2.3.4.5/"
            })
    void an_address_in_an_unusual_form_is_refused(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("url '" + url + "': write an IPv4 address as four decimal numbers, such as 10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[::g]/", "http://[1:2]/", "http://[fe80::1%25eth0]/", "http://cmdb.example:0/"})
    void an_invalid_host_or_port_is_refused(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url '" + url + "'");
    }
}
