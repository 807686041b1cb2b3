package io.stagedoor.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private static final Path EVENTS = Path.of("examples/events");

    @TempDir
    private Path folder;

    private Path event(String name, String from, String to) throws IOException {
        String text = Files.readString(EVENTS.resolve("catalog-created-ledger.json"));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve(name), text.replace(from, to));
    }

    @Test
    void events_that_fit_are_counted() {
        Cli.Result result = new Cli().run("validate", EVENTS.toString());
        assertThat(result.out()).isEqualToIgnoringNewLines("11 valid, 0 not valid");
        assertThat(result.exit()).isZero();
    }

    @Test
    void an_error_says_file_pointer_keyword_cause_and_channel() throws IOException {
        Path bad = event("bad.json", "\"created\"", "\"born\"");
        Cli.Result result = new Cli().run("validate", bad.toString());
        assertThat(result.outLines().get(0))
                .startsWith(bad + ": /eventPayload/action: enum: ")
                .endsWith(" [catalogEntityChange]");
        assertThat(result.lastLine()).isEqualTo("0 valid, 1 not valid");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void the_topic_says_which_channel_an_event_was_meant_for() throws IOException {
        String text = Files.readString(EVENTS.resolve("techdocs-build.json")).replace("\"build_", "\"built_");
        Path bad = Files.writeString(folder.resolve("bad.json"), text);
        assertThat(new Cli().run("validate", bad.toString()).out()).contains("[techdocsBuild]");
    }

    @Test
    void an_error_in_a_line_names_the_line() {
        Cli.Result result = new Cli().stdin("\n{\"topic\": \n").run("validate");
        assertThat(result.out()).startsWith("stdin:2: /topic: json: line 1, column 11: ");
    }

    @Test
    void against_one_channel_an_event_of_another_is_not_valid() {
        String event = EVENTS.resolve("location-added.json").toString();
        Cli.Result result = new Cli().run("validate", "--channel", "backstage/catalog/entity", event);
        assertThat(result.out()).contains("[catalogEntityChange]");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void formats_are_asserted_unless_switched_off() throws IOException {
        Path bad = event("bad.json", "\"timestamp\": \"20", "\"timestamp\": \"on 20");
        assertThat(new Cli().run("validate", bad.toString()).out()).contains(": /metadata/timestamp: format: ");
        Cli lenient = new Cli().with("stagedoor.contract.assert-formats", "false");
        assertThat(lenient.run("validate", bad.toString()).exit()).isZero();
    }

    @Test
    void json_output_is_one_object_for_each_event() throws IOException {
        Path bad = event("bad.json", "\"created\"", "\"born\"");
        String good = EVENTS.resolve("catalog-updated-payments.json").toString();
        Cli.Result result = new Cli().run("validate", "--json", bad.toString(), good);
        assertThat(result.outLines()).hasSize(2);
        assertThat(result.outLines().get(0))
                .contains("\"valid\":false,\"channels\":[],\"nearest\":\"catalogEntityChange\"")
                .contains("{\"pointer\":\"/eventPayload/action\",\"keyword\":\"enum\",");
        assertThat(result.outLines().get(1))
                .contains("\"valid\":true,\"channels\":[\"catalogEntityChange\",\"catalogLocationChange\"]");
    }

    @Test
    void no_input_is_wrong_usage() {
        Cli.Result result = new Cli().run("validate", folder.toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("stagedoor: no events in ").doesNotContain("Exception");
    }

    @Test
    void an_unknown_channel_is_answered_with_those_there_are() {
        Cli.Result result = new Cli().run("validate", "--channel", "nope", EVENTS.toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("no channel 'nope'").contains("techdocsBuild (backstage/techdocs/build)");
    }

    @Test
    void a_contract_that_cannot_be_read_is_one_line() throws IOException {
        Path broken = Files.writeString(folder.resolve("contract.yaml"), "asyncapi: 2.6.0\n");
        Cli.Result result = new Cli().run("validate", "--contract", broken.toString(), EVENTS.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().startsWith("stagedoor: " + broken);
    }
}
