package io.stagedoor.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Further ranges where no event may go. */
class DeniedRangesTest extends EgressRuleRig {

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
}
