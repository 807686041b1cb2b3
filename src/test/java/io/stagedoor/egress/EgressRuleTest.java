package io.stagedoor.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRuleTest {

    private static final EgressRule OPEN = new EgressRule(true, true, "");
    private static final EgressRule CLOSED = new EgressRule(false, false, "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:80b::200e",
                "2001:200::1",
                "2001:4860:4860::8888",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void an_event_may_go_to_a_public_address(String address) {
        assertThat(CLOSED.refusal(address(address))).isEmpty();
        assertThat(OPEN.refusal(address(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.0.0, link-local",
        "169.254.169.254, link-local",
        "169.254.170.2, link-local",
        "169.254.255.255, link-local",
        "fe80::1, link-local",
        "fe80::a9fe:a9fe, link-local",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, link-local",
        "100.100.100.200, a metadata service",
        "168.63.129.16, a metadata service",
        "192.0.0.192, a metadata service",
        "fd00:ec2::254, a metadata service",
        "fd00:ec2::23, a metadata service",
        "fd20:ce::254, a metadata service",
        "fd00:c1::a9fe:a9fe, a metadata service",
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "::, unspecified",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "ff00::1, multicast",
        "ff02::1, multicast",
        "255.255.255.255, broadcast",
        "192.0.0.1, reserved",
        "192.0.2.1, reserved",
        "192.88.99.1, reserved",
        "198.51.100.1, reserved",
        "203.0.113.1, reserved",
        "240.0.0.1, reserved",
        "255.255.255.254, reserved",
        "64:ff9b:1::8.8.8.8, reserved",
        "100::1, reserved",
        "2001::1, reserved",
        "2001:db8::1, reserved",
        "3fff::1, reserved",
        "5f00::1, reserved",
        "fec0::1, reserved"
    })
    void an_event_never_goes_there_whatever_is_configured(String address, String kind) {
        assertThat(OPEN.refusal(address(address)))
                .hasValueSatisfying(why -> assertThat(why).contains(" is " + kind + ", where events never go"));
        assertThat(CLOSED.refusal(address(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.0", "127.0.0.1", "127.255.255.255", "::1"})
    void loopback_depends_on_its_key(String address) {
        assertThat(new EgressRule(true, false, "").refusal(address(address))).isEmpty();
        assertThat(new EgressRule(false, true, "").refusal(address(address)))
                .hasValue(address(address).getHostAddress() + " is loopback, and stagedoor.egress.loopback is false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                "100.64.0.0",
                "100.100.100.199",
                "100.127.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "fc00::1",
                "fd00::1",
                "fdff:ffff::1"
            })
    void private_addresses_depend_on_their_key(String address) {
        assertThat(new EgressRule(false, true, "").refusal(address(address))).isEmpty();
        assertThat(new EgressRule(true, false, "").refusal(address(address)))
                .hasValue(address(address).getHostAddress() + " is private, and stagedoor.egress.private is false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::169.254.169.254",
                "::ffff:0:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::ffff:100.100.100.200",
                "64:ff9b::168.63.129.16",
                "2002:e000:1::",
                "64:ff9b::255.255.255.255",
                "::ffff:0.0.0.0",
                "2002::1",
                "::2"
            })
    void an_ipv4_address_in_ipv6_is_judged_as_what_it_is(String address) {
        assertThat(OPEN.refusal(inIpv6(address))).hasValueSatisfying(why -> assertThat(why)
                .contains("is an IPv6 form of an IPv4 address that is ")
                .contains("where events never go"));
        assertThat(OPEN.refusal(address(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::10.0.0.1", "2002:a00:1::", "2002:7f00:1::"})
    void an_ipv4_address_in_ipv6_depends_on_its_key_too(String address) {
        assertThat(OPEN.refusal(inIpv6(address))).isEmpty();
        assertThat(CLOSED.refusal(inIpv6(address)))
                .hasValueSatisfying(why -> assertThat(why).contains("stagedoor.egress."));
    }

    @Test
    void further_ranges_are_denied_by_name() {
        EgressRule rule = new EgressRule(true, true, "10.20.0.0/16, 8.8.8.8 ,2606:4700::/32");

        assertThat(rule.refusal(address("10.20.255.1")))
                .hasValue("10.20.255.1 is in 10.20.0.0/16, which stagedoor.egress.deny names");
        assertThat(rule.refusal(address("8.8.8.8"))).isPresent();
        assertThat(rule.refusal(address("2606:4700::1"))).isPresent();
        assertThat(rule.refusal(address("64:ff9b::8.8.8.8"))).isPresent();
        assertThat(rule.refusal(inIpv6("::ffff:10.20.0.1"))).isPresent();
        assertThat(rule.refusal(address("10.21.0.0"))).isEmpty();
        assertThat(rule.refusal(address("10.19.255.255"))).isEmpty();
        assertThat(rule.refusal(address("8.8.8.9"))).isEmpty();
        assertThat(rule.refusal(address("2606:4701::1"))).isEmpty();
    }

    @Test
    void everything_can_be_denied() {
        EgressRule rule = new EgressRule(true, true, "0.0.0.0/0,::/0");

        assertThat(rule.refusal(address("8.8.8.8"))).isPresent();
        assertThat(rule.refusal(address("127.0.0.1"))).isPresent();
        assertThat(rule.refusal(address("2606:4700::1"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.1/24",
                "10.0.0/8",
                "10.0.0.0/8/8",
                "2606:4700::/129",
                "2606:4700::1/64",
                "[::1]",
                "fe80::1%eth0",
                "localhost",
                "metadata.example/8",
                "10.0.0.0/8,",
                ",",
                "10.0.0.0/8;10.0.0.0/8",
                "::ffff:10.0.0.0/104"
            })
    void an_invalid_range_is_refused_and_the_message_shows_it(String denied) {
        assertThatThrownBy(() -> new EgressRule(true, true, denied))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0.0.0.0/0", "::/0", "10.0.0.1", "10.0.0.1/32", "::1/128"})
    void any_range_and_none_at_all_will_do(String denied) {
        assertThatCode(() -> new EgressRule(true, true, denied)).doesNotThrowAnyException();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Java turns a mapped address into an IPv4 address if it can; this is one that it cannot. */
    private static InetAddress inIpv6(String text) {
        byte[] mapped = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return mapped == null ? address(text) : Inet6Address.getByAddress(null, mapped, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError(text, e);
        }
    }
}
