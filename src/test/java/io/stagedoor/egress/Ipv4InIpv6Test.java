package io.stagedoor.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An IPv4 address inside an IPv6 address is judged as what it is. */
class Ipv4InIpv6Test extends EgressRuleRig {

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
}
