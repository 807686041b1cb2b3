package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmqpUrlTest {

    private static AmqpUrl parse(String text) {
        return AmqpUrl.parse("stagedoor.broker.url", text);
    }

    private static List<String> hosts(String text) {
        return parse(text).hosts().stream().map(AmqpHost::toString).toList();
    }

    @Test
    void an_address_without_a_port_has_that_of_its_scheme() {
        assertThat(hosts("amqp://broker")).containsExactly("amqp://broker:5672");
        assertThat(hosts("amqps://broker")).containsExactly("amqps://broker:5671");
    }

    @Test
    void host_names_of_compose_services_and_ipv6_addresses_are_hosts() {
        assertThat(hosts("amqp://my_broker:61616")).containsExactly("amqp://my_broker:61616");
        assertThat(hosts("amqp://[::1]:5672/")).containsExactly("amqp://[::1]:5672");
    }

    @Test
    void several_addresses_are_tried_in_order() {
        assertThat(hosts("amqp://a:5672,amqp://b:5673")).containsExactly("amqp://a:5672", "amqp://b:5673");
        assertThat(hosts("failover:(amqp://a:5672, amqp://b:5673)?jms.clientID=x"))
                .containsExactly("amqp://a:5672", "amqp://b:5673");
    }

    @Test
    void each_address_goes_to_jms_with_its_options() {
        assertThat(parse("amqp://a:5672?amqp.idleTimeout=1000").jms(Map.of()))
                .containsExactly("amqp://a:5672?amqp.idleTimeout=1000");
        assertThat(parse("amqp://a").jms(Map.of("jms.clientID", "a b")))
                .containsExactly("amqp://a:5672?jms.clientID=a+b");
    }

    @Test
    void an_option_of_the_connection_applies_to_all_addresses() {
        assertThat(parse("amqp://a:5672?transport.tcpNoDelay=true,amqp://b:5673?jms.clientID=x")
                        .jms(Map.of("jms.clientID", "y", "jms.username", "z")))
                .containsExactly(
                        "amqp://a:5672?transport.tcpNoDelay=true&jms.clientID=x&jms.username=z",
                        "amqp://b:5673?jms.clientID=x&jms.username=z");
        assertThat(parse("failover:(amqp://a:5672,amqp://b:5673)?jms.clientID=x")
                        .jms(Map.of()))
                .containsExactly("amqp://a:5672?jms.clientID=x", "amqp://b:5673?jms.clientID=x");
    }

    @Test
    void a_comma_in_an_option_does_not_end_an_address() {
        assertThat(parse("amqps://a:5671?transport.enabledProtocols=TLSv1.2,TLSv1.3,amqps://b:5671")
                        .hosts())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        broker:5672                 | an address has the form amqp://host:port
        tcp://a:61616               | the scheme is amqp, or amqps for TLS, not 'tcp'
        amqp://a:70000              | the port is 1 to 65535, not 70000
        amqp://a:x                  | 'a:x' is not host:port
        amqp://                     | '' is not host:port
        amqp://a:1,b:2              | write the scheme before each address
        amqp://a,amqps://b          | the addresses are all amqp or all amqps
        failover:amqp://a           | failover has the form
        failover:(amqp://a)?failover.maxReconnectAttempts=20 | options failover.… are not supported
        amqp://a?x                  | an option after '?' does not have the form name=value
        """)
    void an_error_names_the_key_and_says_what_is_wrong(String text, String cause) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stagedoor.broker.url: ")
                .hasMessageContaining(cause);
    }

    @Test
    void a_password_in_the_url_is_refused_and_not_shown() {
        assertThatThrownBy(() -> parse("amqp://joe:s3cret@a:5672"))
                .hasMessageContaining("stagedoor.broker.password")
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("joe");
    }

    @Test
    void a_password_in_an_option_is_not_shown() {
        AmqpUrl url = parse("amqps://a:5671?transport.trustStorePassword=s3cret");
        assertThat(url).hasToString("amqps://a:5671");
        assertThat(url.hosts().toString() + url.hosts().get(0).options()).doesNotContain("s3cret");
    }
}
