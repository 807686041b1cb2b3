package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of a channel with parameters is a template, and which addresses it fits. */
class AddressTemplateTest extends ServedChannelsRig {

    private static final String USERS =
            GOOD + "  users: {address: 'user/{userId}/signedup', messages: {m: {payload: {required: [user]}}}}\n";

    @Test
    void an_address_belongs_to_the_channel_whose_template_it_fits() throws Exception {
        Contract contract = read(USERS);

        assertThat(contract.channels()).extracting(Channel::name).containsExactly("orders");
        assertThat(contract.templates()).extracting(Channel::address).containsExactly("user/{userId}/signedup");
        Channel one = contract.at("user/42/signedup").orElseThrow();
        Channel other = contract.at("user/43/signedup").orElseThrow();
        assertThat(List.of(one, other)).extracting(Channel::name).containsExactly("users", "users");
        assertThat(one.address()).isEqualTo("user/42/signedup");
        assertThat(other.address()).isEqualTo("user/43/signedup");
        assertThat(one.schema()).isSameAs(other.schema());
        assertThat(one.hasParameters()).isFalse();
        assertThat(contract.channel("users").orElseThrow().hasParameters()).isTrue();
        assertThat(contract.at("user/42/signedup").orElseThrow()).isSameAs(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user//signedup",
                "user/signedup",
                "user/a/b/signedup",
                "xuser/42/signedup",
                "user/42/signedup/",
                ""
            })
    void an_address_that_does_not_match_has_no_channel(String address) throws Exception {
        Contract contract = read(USERS);
        assertThat(contract.at(address)).isEmpty();
        assertThat(contract.whyNot(address).orElseThrow())
                .isEqualTo("'" + address + "' is not a channel of the contract " + folder.resolve("contract.yaml")
                        + "; its channels are shop/orders, user/{userId}/signedup");
    }

    @Test
    void addresses_from_strangers_do_not_fill_the_memory() throws Exception {
        Contract contract = read(USERS);
        for (int i = 0; i < 20_000; i++) {
            contract.at("user/" + i + "/signedup");
        }
        Channel last = contract.at("user/19999/signedup").orElseThrow();
        assertThat(contract.at("user/19999/signedup").orElseThrow())
                .isEqualTo(last)
                .isNotSameAs(last);
    }

    @Test
    void the_template_itself_is_not_an_address() throws Exception {
        assertThat(read(USERS).whyNot("user/{userId}/signedup").orElseThrow())
                .isEqualTo("'user/{userId}/signedup' is not an address of the channel users: it has parameters; write"
                        + " one address, such as 'user/x/signedup'");
    }

    @ParameterizedTest
    @CsvSource({
        "smartylighting.streetlights.1.0.event.{id}.lighting.measured, smartylighting.streetlights.1.0.event.7.lighting.measured",
        "smartylighting.streetlights.1.0.event.{id}.lighting.measured, smartylighting.streetlights.1.0.event.a.b.lighting.measured",
        "{queue}, rpc_queue",
        "{a}/{b}, x/y",
        "{a}{b}, xy",
        "a.{x}.{x}.b, a.1.1.b",
        "adeo-{env}-case-{version}, adeo-dev-case-1.0",
        "user/{user-id}/{user_name}, user/ä ö/(x)",
        "a+b(c)[d]^$|{x}, a+b(c)[d]^$|e"
    })
    void the_text_between_parameters_is_literal(String template, String address) throws Exception {
        assertThat(read(HEAD + "  c: {address: '" + template + "', messages: {m: {}}}\n")
                        .at(address))
                .isPresent();
    }

    @Test
    void a_parameter_that_occurs_twice_has_one_value() throws Exception {
        assertThat(read(HEAD + "  c: {address: 'a.{x}.{x}', messages: {m: {}}}\n")
                        .at("a.1.2"))
                .isEmpty();
    }

    @Test
    void an_enum_restricts_a_parameter() throws Exception {
        Contract contract = read(HEAD
                + "  c: {address: 'app-{env}/{id}', parameters: {env: {$ref: '#/components/parameters/env'}, id: {default:"
                + " '1'}}, messages: {m: {}}}\ncomponents: {parameters: {env: {enum: [dev, prod, 1.5]}}}\n");
        assertThat(contract.at("app-dev/7")).isPresent();
        assertThat(contract.at("app-1.5/7")).isPresent();
        assertThat(contract.at("app-1x5/7")).isEmpty();
        assertThat(contract.whyNot("app-test/7").orElseThrow())
                .isEqualTo("'app-test/7' is not an address of the channel c: in 'app-{env}/{id}' env must be one of"
                        + " dev, prod, 1.5");
    }

    @Test
    void a_parameter_that_leads_nowhere_is_the_channels_problem() throws Exception {
        Contract contract =
                read(GOOD + "  c: {address: 'a/{env}', parameters: {env: {$ref: '#/none'}}, messages: {m: {}}}\n");
        assertThat(contract.unserved()).extracting(Unserved::name).containsExactly("c");
    }

    @Test
    void an_address_without_parameters_belongs_to_its_own_channel() throws Exception {
        Contract contract = read(USERS + "  one: {address: user/1/signedup, messages: {m: {}}}\n"
                + "  two: {address: user/2/signedup, messages: {m: {contentType: text/plain}}}\n");
        assertThat(contract.at("user/1/signedup").orElseThrow().name()).isEqualTo("one");
        assertThat(contract.at("user/2/signedup")).isEmpty();
        assertThat(contract.whyNot("user/2/signedup").orElseThrow()).startsWith("the channel two cannot be served: ");
        assertThat(contract.at("user/3/signedup").orElseThrow().name()).isEqualTo("users");
    }

    @Test
    void an_address_that_matches_two_templates_has_no_channel() throws Exception {
        Contract contract = read(USERS + "  any: {address: '{what}/42/{happened}', messages: {m: {}}}\n");
        assertThat(contract.at("user/42/signedup")).isEmpty();
        assertThat(contract.whyNot("user/42/signedup").orElseThrow())
                .isEqualTo("'user/42/signedup' matches several channels: users (user/{userId}/signedup) and any"
                        + " ({what}/42/{happened}); give a parameter of one of them an enum, or add a channel with"
                        + " exactly this address");
        assertThat(contract.at("user/43/signedup").orElseThrow().name()).isEqualTo("users");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deliver/my-service",
                "dead-letter/x",
                "seen/x",
                "turn/x",
                "../x",
                "./x",
                "a/#",
                "*/b",
                "a/b::c",
                "a/b ",
                " a/b",
                "a/b?x=y",
                "a/&"
            })
    void a_template_does_not_match_an_invalid_address(String address) throws Exception {
        Contract contract = read(HEAD + "  any: {address: '{a}/{b}', messages: {m: {}}}\n");
        assertThat(contract.at(address)).isEmpty();
        assertThat(contract.whyNot(address).orElseThrow())
                .startsWith("'" + address + "' matches the channel any ({a}/{b}), but ");
    }
}
