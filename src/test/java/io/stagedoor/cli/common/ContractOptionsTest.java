package io.stagedoor.cli.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.cli.Cli;
import io.stagedoor.testing.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands with a contract that was not written for Stagedoor, and with settings that {@code run} refuses. */
class ContractOptionsTest {

    private static final String SHOP = """
            asyncapi: 3.0.0
            info: {title: Shop, version: 1.0.0}
            channels:
              orders: {address: shop/orders, messages: {m: {payload: {required: [order]}}}}
              users: {address: 'user/{userId}/signedup', messages: {m: {payload: {required: [user]}}}}
              raw: {address: raw, messages: {m: {contentType: application/avro}}}
            """;

    @TempDir
    private Path folder;

    private Path contract;
    private String reason;

    @BeforeEach
    void write() throws Exception {
        contract = Files.writeString(folder.resolve("shop.yaml"), SHOP);
        reason = contract + "#/channels/raw/messages/m/contentType: the content type 'application/avro' is not JSON;"
                + " use application/json, or a type that ends in +json (line 6)";
    }

    @ParameterizedTest
    @CsvSource({
        "stagedoor.contract.assert-formats, yes, is neither true nor false",
        "stagedoor.contract.assert-formats, TRUE, is neither true nor false",
        "stagedoor.contract.assert-formats, 1, is neither true nor false",
        "stagedoor.contract, nowhere.yaml, does not exist"
    })
    void a_setting_that_run_refuses_is_refused(String key, String value, String why) {
        for (String command : new String[] {"validate", "send", "channels"}) {
            Cli.Result result = new Cli().with(key, value).stdin("{}").run(command);
            assertThat(result.err()).startsWith("stagedoor: " + key + "=" + value + " " + why);
            assertThat(result.exit()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "67108865", "1k", "99999999999"})
    void a_largest_event_that_run_refuses_is_refused(String bytes) {
        Cli.Result result = new Cli()
                .with("stagedoor.contract.largest-event", bytes)
                .run("dead-letters", "redrive", "--revalidate", "--all", "--url", "amqp://localhost:1");
        assertThat(result.err()).startsWith("stagedoor: stagedoor.contract.largest-event=" + bytes + " is no");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void a_channel_that_cannot_be_served_is_named_and_the_others_validate() {
        Cli.Result result =
                new Cli().stdin("{\"order\":1}\n{\"user\":1}\n").run("validate", "--contract", contract.toString());
        assertThat(result.lastLine()).isEqualTo("2 valid, 0 not valid");
        assertThat(result.err()).isEqualToIgnoringNewLines("stagedoor: the channel raw is not served: " + reason);
        assertThat(result.exit()).isZero();
    }

    @Test
    void an_event_can_be_validated_by_an_address_of_a_template() {
        Cli.Result good = new Cli()
                .stdin("{\"user\":1}")
                .run("validate", "--contract", contract.toString(), "--channel", "user/42/signedup");
        assertThat(good.lastLine()).isEqualTo("1 valid, 0 not valid");
        assertThat(good.err()).isEmpty();
        Cli.Result bad = new Cli().stdin("{}").run("validate", "--contract", contract.toString(), "--channel", "raw");
        assertThat(bad.err()).startsWith("stagedoor: the channel raw cannot be served: " + reason);
        assertThat(bad.exit()).isEqualTo(2);
    }

    @Test
    void an_event_is_sent_to_an_address_of_a_template_and_not_to_the_template() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            String[] named = {"send", "--contract", contract.toString(), "--url", broker.url(), "--channel"};
            Cli.Result sent = new Cli().stdin("{\"user\":1}").run(with(named, "user/42/signedup"));
            assertThat(sent.exit()).as(sent.err()).isZero();
            assertThat(new Cli().stdin("{}").run(with(named, "users")).err())
                    .startsWith("stagedoor: the channel users has parameters in its address user/{userId}/signedup:"
                            + " name one address, such as --channel user/x/signedup");
            Cli.Result filtered = new Cli()
                    .run(
                            "dead-letters",
                            "list",
                            "--contract",
                            contract.toString(),
                            "--url",
                            broker.url(),
                            "--channel",
                            "users");
            assertThat(filtered.err())
                    .startsWith("stagedoor: the channel users has parameters in its address user/{userId}/signedup: ");
            assertThat(filtered.exit()).isEqualTo(2);
            Cli.Result found = new Cli()
                    .stdin("{\"user\":1}")
                    .run("send", "--contract", contract.toString(), "--url", broker.url());
            assertThat(found.err())
                    .contains("stdin:1: not sent: users accepts it, but its address user/{userId}/signedup has"
                            + " parameters; name one address, such as --channel user/x/signedup");

            Cli.Result channels = new Cli().run("channels", "--contract", contract.toString(), "--url", broker.url());
            assertThat(channels.outLines())
                    .anySatisfy(line -> assertThat(line).matches("users +user/42/signedup +1 +0 *"))
                    .anySatisfy(line -> assertThat(line).matches("users +user/\\{userId}/signedup +- +- *"))
                    .anySatisfy(line -> assertThat(line).matches("raw +NOT SERVED +- +- *"))
                    .contains("raw is not served: " + reason);
        }
    }

    @Test
    void the_channels_as_json_say_why_one_is_not_served() throws Exception {
        Cli.Result result = new Cli()
                .run(
                        "channels",
                        "--json",
                        "--contract",
                        contract.toString(),
                        "--url",
                        "amqp://localhost:" + FreePort.next());
        JsonNode rows = new ObjectMapper().readTree(result.out());
        assertThat(rows).hasSize(3);
        assertThat(rows.at("/1/queue").asText()).isEqualTo("user/{userId}/signedup");
        assertThat(rows.at("/2/channel").asText()).isEqualTo("raw");
        assertThat(rows.at("/2/queue").isNull()).isTrue();
        assertThat(rows.at("/2/notServed").asText()).isEqualTo(reason);
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }
}
