package io.stagedoor.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRuleTest extends EgressRuleRig {

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
}
