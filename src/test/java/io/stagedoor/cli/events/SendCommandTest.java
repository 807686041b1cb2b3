package io.stagedoor.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

class SendCommandTest extends SendCommandRig {

    @Test
    void each_event_goes_to_the_only_channel_that_accepts_it_and_the_others_are_named() throws Exception {
        Cli.Result result = cli().run("send", EVENTS.toString());
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("catalog-updated-payments.json: not sent: catalogEntityChange and catalogLocationChange")
                .contains("--channel catalogEntityChange");
        assertThat(result.lastLine()).startsWith("sent 10, not sent 1 in ");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(broker.depth(ENTITY)).isEqualTo(2);
        assertThat(broker.depth("backstage/catalog/location")).isEqualTo(2);
        assertThat(broker.depth("backstage/scaffolder/task")).isEqualTo(5);
        assertThat(broker.depth("backstage/techdocs/build")).isEqualTo(1);
    }

    @Test
    void an_event_arrives_byte_for_byte_durable_and_as_json() throws Exception {
        Path file = EVENTS.resolve("catalog-created-ledger.json");
        assertThat(cli().run("send", file.toString()).exit()).isZero();
        Message<byte[]> message = received(ENTITY, 1).get(0);
        assertThat(message.body()).isEqualTo(Files.readAllBytes(file));
        assertThat(message.durable()).isTrue();
        assertThat(message.contentType()).isEqualTo("application/json");
    }

    @Test
    void printed_json_on_standard_input_is_one_event_as_it_was_printed() throws Exception {
        String printed = new ObjectMapper()
                .readTree(EVENTS.resolve("catalog-created-ledger.json").toFile())
                .toPrettyString();
        assertThat(printed.lines()).hasSizeGreaterThan(9);
        Cli.Result result = cli().stdin(printed + "\n").run("send", "--channel", "catalogEntityChange");
        assertThat(result.exit()).isZero();
        assertThat(result.lastLine()).startsWith("sent 1, not sent 0");
        assertThat(received(ENTITY, 1).get(0).body()).isEqualTo(printed.getBytes(UTF_8));
    }

    @Test
    void a_named_channel_takes_what_is_not_even_json_where_that_is_said() throws Exception {
        Cli.Result result = cli().stdin("no json\n{\n").run("send", "--channel", "catalogEntityChange", "--raw", "-");
        assertThat(result.exit()).isZero();
        assertThat(received(ENTITY, 2).get(0).body()).isEqualTo("no json".getBytes(UTF_8));
        assertThat(cli().stdin("no json\n").run("send", "--raw").exit()).isEqualTo(2);
    }

    @Test
    void a_count_repeats_the_input_as_new_events() throws Exception {
        Path file = EVENTS.resolve("catalog-created-ledger.json");
        Cli.Result result = cli().run("send", "--count", "1500", file.toString());
        assertThat(result.lastLine()).startsWith("sent 1500, not sent 0 in ");
        List<Message<byte[]>> messages = received(ENTITY, 1500);
        assertThat(messages.get(0).body()).isEqualTo(Files.readAllBytes(file));
        Set<String> ids = new HashSet<>();
        for (Message<byte[]> message : messages) {
            JsonNode event = new ObjectMapper().readTree(message.body());
            assertThat(event.at("/eventPayload/entity/metadata/name").asText()).isEqualTo("ledger");
            ids.add(event.at("/metadata/eventId").asText());
        }
        assertThat(ids).hasSize(1500);
    }

    @Test
    void a_count_below_the_input_ends_it_early() {
        assertThat(cli().run("send", "--count", "2", EVENTS.toString()).lastLine())
                .startsWith("sent 2, not sent 0");
        assertThat(cli().run("send", "--count", "0", EVENTS.toString()).exit()).isEqualTo(2);
    }
}
