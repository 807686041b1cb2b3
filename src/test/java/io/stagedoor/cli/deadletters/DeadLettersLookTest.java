package io.stagedoor.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.cli.Cli;
import io.stagedoor.testing.Events;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code list} and {@code show}. */
class DeadLettersLookTest extends DeadLettersRig {

    private static final String ESCAPE = "\u001b[31m";

    @Test
    void the_list_shows_each_queue_and_changes_nothing() throws Exception {
        exhausted("cmdb", "id-1", Duration.ofHours(3));
        exhausted("audit", "id-1", Duration.ofMinutes(1));
        invalid("id-2", "{}".getBytes(UTF_8), "", "required", "required property 'topic' not found");
        Cli.Result result = run("list");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .containsPattern("id-1 +deliver/cmdb +exhausted +cmdb +10 +3 h +HTTP 503")
                .containsPattern("id-2 +backstage/catalog/entity +invalid +- +- +\\d s +required property 'topic'")
                .contains("3 dead letters")
                .contains("1 in " + CMDB)
                .contains("1 in " + ENTITY);
        assertThat(run("list").out()).contains("3 dead letters");
        assertThat(amqp.takeAll(CMDB)).hasSize(1);
    }

    @Test
    void the_list_can_be_filtered() throws Exception {
        exhausted("cmdb", "old", Duration.ofHours(3));
        exhausted("cmdb", "new", Duration.ofMinutes(1));
        exhausted("audit", "other", Duration.ofHours(3));
        invalid("wrong", "{}".getBytes(UTF_8), "", "required", "required");
        assertThat(ids("--older-than", "2h")).containsExactly("other", "old");
        assertThat(ids("--newer-than", "30m")).containsExactly("wrong", "new");
        assertThat(ids("--destination", "cmdb")).containsExactly("old", "new");
        assertThat(ids("--channel", "catalogEntityChange")).containsExactly("wrong");
        assertThat(ids("--queue", "deliver/audit")).containsExactly("other");
        assertThat(ids("--reason", "exhausted", "--limit", "2")).containsExactly("other", "old");
        assertThat(run("list", "--reason", "exhausted", "--limit", "2").out())
                .contains("3 dead letters selected")
                .contains("Only 2 listed");
    }

    private List<String> ids(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("list", "--json"), Stream.of(options)).toArray(String[]::new);
        return run(arguments).outLines().stream()
                .map(line -> json(line).path("id").asText())
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void json_has_all_properties() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        JsonNode letter = json(run("list", "--json").lastLine());
        assertThat(letter.path("origin").asText()).isEqualTo("deliver/cmdb");
        assertThat(letter.path("attempts").asInt()).isEqualTo(10);
        assertThat(letter.at("/properties/stagedoor_last_status").asInt()).isEqualTo(503);
        assertThat(letter.at("/properties/tenant").asText()).isEqualTo("blue");
    }

    @Test
    void an_unknown_value_is_wrong_usage_and_the_message_lists_the_known_ones() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        assertThat(run("list", "--queue", "deliver/nobody").exit()).isEqualTo(2);
        assertThat(run("list", "--queue", "deliver/nobody").err()).contains(CMDB);
        assertThat(run("list", "--reason", "bored").err()).contains("exhausted, undeliverable, broker");
        assertThat(run("list", "--channel", "nope").err()).contains("catalogEntityChange");
        assertThat(run("list", "--older-than", "soon").err()).contains("2h or 7d");
        assertThat(run("list", "--limit", "-1").exit()).isEqualTo(2);
        assertThat(run().exit()).isEqualTo(2);
    }

    @Test
    void the_place_of_a_fault_is_marked_in_the_body() throws Exception {
        String body = "{\n  \"topic\": \"catalog\",\n  \"eventPayload\": {\n    \"action\": \"jumped\"\n  }\n}\n";
        invalid("id-1", body.getBytes(UTF_8), "/eventPayload/action", "enum", "not one of the values");
        Cli.Result result = run("show", "id");
        assertThat(result.exit()).isZero();
        assertThat(result.outLines())
                .containsSequence(
                        "    4 |     \"action\": \"jumped\"", "      |               ^ enum: not one of the values");
        assertThat(result.out())
                .containsPattern("fault +line 4, column 15, JSON pointer /eventPayload/action, keyword enum")
                .containsPattern("tenant +blue")
                .contains("sends it to " + Events.ENTITY);
    }

    @Test
    void for_a_missing_property_the_object_is_marked() throws Exception {
        String body = "{\"topic\":\"catalog\",\"metadata\":{}}";
        invalid("id-1", body.getBytes(UTF_8), "/metadata", "required", "required property 'source' not found");
        assertThat(run("show", "id-1").outLines())
                .containsSequence(
                        "    1 | " + body,
                        "      | " + " ".repeat(30) + "^ required: required property 'source' not found");
    }

    @Test
    void a_body_that_is_not_json_is_marked_at_its_fault() throws Exception {
        invalid("id-1", "{\"topic\":\n  nonsense}".getBytes(UTF_8), "", "json", "line 2, column 3: no JSON");
        assertThat(run("show", "id-1").out()).containsPattern("    2 \\|   nonsense}\\R      \\| +\\^ json: ");
    }

    @Test
    void a_long_line_is_folded_and_the_mark_stands_under_its_piece() throws Exception {
        String body = "{\"a\":\"" + "x".repeat(400) + "\",\"b\":1}";
        invalid("id-1", body.getBytes(UTF_8), "/b", "type", "is no text");
        List<String> lines = run("show", "id-1").outLines();
        int mark = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("^ type"))
                .findFirst()
                .orElseThrow();
        assertThat(lines.get(mark - 1).charAt(lines.get(mark).indexOf('^'))).isEqualTo('1');
    }

    @Test
    void a_body_that_is_not_text_is_shown_in_hexadecimal() throws Exception {
        byte[] body = new byte[2000];
        body[0] = (byte) 0xff;
        body[1] = 'A';
        invalid("id-1", body, "", "json", "not UTF-8");
        assertThat(run("show", "id-1").out())
                .contains("ff 41 00")
                .contains(".A.")
                .contains("1,488 bytes after");
    }

    @Test
    void nothing_foreign_reaches_the_terminal_raw() throws Exception {
        send(
                CMDB,
                ("{\"x\":\"" + ESCAPE + "\u009b31m\"}").getBytes(UTF_8),
                Map.of("stagedoor_event_id", "id-1" + ESCAPE, "stagedoor_error", ESCAPE + "\r", "k" + ESCAPE, ESCAPE));
        for (String[] command : new String[][] {
            {"list"}, {"list", "--json"}, {"show", "id"}, {"show", "id", "--json"}, {"redrive", "--all", "--dry-run"}
        }) {
            Cli.Result result = run(command);
            assertThat(result.exit()).isZero();
            assertThat(result.out() + result.err()).isNotEmpty().doesNotContain("\u001b", "\u009b", "\r");
        }
        assertThat(run("show", "nobody" + ESCAPE).err()).doesNotContain("\u001b");
    }

    @Test
    void an_id_needs_to_be_one_event() throws Exception {
        exhausted("cmdb", "abc-1", Duration.ZERO);
        exhausted("audit", "abc-1", Duration.ZERO);
        exhausted("cmdb", "abc-2", Duration.ZERO);
        assertThat(run("show", "abc").exit()).isEqualTo(1);
        assertThat(run("show", "abc").err()).contains("abc-1, abc-2");
        assertThat(run("show", "nobody").err()).contains("no dead letter has the id 'nobody'");
        assertThat(run("redrive", "nobody").exit()).isEqualTo(1);
        assertThat(run("show", "abc-1").out()).contains(CMDB).contains(AUDIT);
        assertThat(run("show", "abc-1", "--queue", "deliver/audit").out()).doesNotContain(CMDB);
    }

    @Test
    void times_that_no_dead_letter_can_match_are_wrong_usage() {
        Cli.Result result = run("list", "--older-than", "7d", "--newer-than", "2h");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--older-than and --newer-than");
        assertThat(run("list", "--older-than", "2h", "--newer-than", "7d").exit())
                .isZero();
    }
}
