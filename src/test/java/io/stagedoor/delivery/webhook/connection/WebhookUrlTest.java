package io.stagedoor.delivery.webhook.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A URL that two programs read differently is refused; any other one is used unchanged. */
class WebhookUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP://cmdb.example/a        | false | cmdb.example          | 80   | /a
            HTTPS://cmdb.example/a       | true  | cmdb.example          | 443  | /a
            hTtPs://CMDB.Example:8443    | true  | CMDB.Example          | 8443 | /
            http://[::1]                 | false | [::1]                 | 80   | /
            http://[::1]:8089            | false | [::1]                 | 8089 | /
            http://[::1]:8089?a=b        | false | [::1]                 | 8089 | /?a=b
            https://[2001:DB8::a]/x      | true  | [2001:DB8::a]         | 443  | /x
            http://[::ffff:10.0.0.1]/    | false | [::ffff:10.0.0.1]     | 80   | /
            http://10.0.0.1              | false | 10.0.0.1              | 80   | /
            http://0.10.200.0/           | false | 0.10.200.0            | 80   | /
            http://cmdb.cluster.local.   | false | cmdb.cluster.local.   | 80   | /
            http://a_b.c-d.1x/           | false | a_b.c-d.1x            | 80   | /
            http://010.example/          | false | 010.example           | 80   | /
            http://h/%2F?a=%2b&b=+#      | false | -                     | 0    | -
            http://xn--mnchen-3ya.example/ü?é=ö | false | xn--mnchen-3ya.example | 80 | /%C3%BC?%C3%A9=%C3%B6
            """)
    void a_url_that_all_programs_read_alike_is_used_unchanged(
            String url, boolean tls, String host, int port, String target) {
        if (host.equals("-")) {
            assertThatThrownBy(() -> WebhookUrl.parse("url", url)).hasMessageContaining("fragment");
            return;
        }
        WebhookUrl parsed = WebhookUrl.parse("url", url);

        assertThat(parsed.tls()).isEqualTo(tls);
        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port);
        assertThat(parsed.target()).isEqualTo(target);
        assertThat(parsed.text()).isEqualTo(url);
    }

    @Test
    void letters_with_several_forms_in_unicode_stay_unchanged() {
        assertThat(WebhookUrl.parse("url", "http://h/e\u0301?\u00e9").target()).isEqualTo("/e%CC%81?%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://010.0.0.1/",
                "http://10.0.0.01/",
                "http://10.0.00.1:80/",
                "https://[::ffff:010.0.0.1]/",
                "http://[64:ff9b::10.0.0.01]/"
            })
    void a_number_that_may_be_octal_is_refused(String url) {
        refused(url, "some programs read 010 as 8, others as 10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0x7f000001/",
                "http://1.2.3.4.5/",
                "http://1.2.3.256/",
                "http://10.0.0.1./",
                "http://017700000001/"
            })
    void an_ipv4_address_in_another_form_is_refused(String url) {
        refused(url, "four decimal numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://010.0.0.1:3128", "socks5://127.1:1080", "http://0x7f.1:3128", "http://a..b:3128"})
    void a_proxy_is_read_as_strictly(String url) {
        assertThatThrownBy(() -> WebhookProxy.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("proxy '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://münchen.example/", "http://faß.example", "http://①②⑦.0.0.1/", "http://ｅxample/"})
    void a_host_name_that_needs_to_be_translated_is_refused(String url) {
        refused(url, "write the host in its ASCII form (xn--…)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://[fe80::1%25eth0]/     | an IPv6 zone is valid on one machine only
            http://[fe80::1%eth0]/       | url '
            http://a..b/                 | is not a host name
            http://.a/                   | is not a host name
            http://a../                  | is not a host name
            http://../                   | is not a host name
            https://cmdb.example./       | remove the dot at the end
            http://cmdb%2Eexample/       | is not an http:// or https:// address with a host
            http://a\\@b/                | url
            http://a b/                  | url '
            http://a:b@c/                | must not contain user, password or fragment
            http://h:0/                  | the port is 1 to 65535
            http://h:/                   | is not an http:// or https:// address with a host
            http://h:80:80/              | is not an http:// or https:// address with a host
            http://[1::1::1]/            | url '
            httpss://h/                  | is not an http:// or https:// address with a host
            """)
    void an_invalid_url_is_refused(String url, String why) {
        refused(url, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://h/a\r\nX-Evil: 1", "http://h/\n", "http://h/\ta", "http://h\u0000/", "http://h/?\r"})
    void a_line_break_in_a_url_never_reaches_a_request(String url) {
        if (url.strip().equals("http://h/") || url.strip().equals("http://h/?")) {
            assertThat(WebhookUrl.parse("url", url).target()).doesNotContainAnyWhitespaces();
        } else {
            refused(url, "url");
        }
    }

    @Test
    void a_name_longer_than_dns_allows_is_refused() {
        refused("http://" + "a".repeat(64) + ".example/", "is not a host name");
        refused("http://" + "a.".repeat(130) + "example/", "is not a host name");
    }

    private static void refused(String url, String why) {
        assertThatThrownBy(() -> WebhookUrl.parse("url", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
