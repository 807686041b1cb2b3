package io.stagedoor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersCommandTest {

    private static final String CMDB = "dead-letter/deliver/cmdb";
    private static final String AUDIT = "dead-letter/deliver/audit";
    private static final String ENTITY = "dead-letter/" + Events.ENTITY;
    private static final String ESCAPE = "\u001b[31m";

    private TestBroker broker;
    private Amqp amqp;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        amqp = new Amqp(broker.url(), null, null);
    }

    @AfterEach
    void stop() throws Exception {
        amqp.close();
        broker.close();
    }

    private Cli.Result run(String... arguments) {
        return run(new Cli(), arguments);
    }

    private Cli.Result run(Cli cli, String... arguments) {
        return cli.with("stagedoor.broker.url", broker.url())
                .run(Stream.concat(Stream.of("dead-letters"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private void exhausted(String destination, String id, Duration age) throws Exception {
        Instant last = Instant.now().minus(age);
        DeadLetter letter = new DeadLetter(
                DeadLetterReason.EXHAUSTED,
                "HTTP 503",
                destination,
                destination,
                10,
                last,
                last,
                503,
                null,
                null,
                null);
        send(
                "dead-letter/deliver/" + destination,
                Events.task(id, "completed").getBytes(UTF_8),
                letter.properties(),
                Map.of(
                        "stagedoor_event_id", id,
                        "stagedoor_channel", Events.TASK,
                        "stagedoor_received", "2026-11-23T07:00:00Z",
                        "stagedoor_content_type", "application/json",
                        "tenant", "blue"));
    }

    private void invalid(String id, byte[] body, String pointer, String keyword, String error) throws Exception {
        DeadLetter letter = DeadLetter.invalid("catalog-entity", pointer, keyword, error, "Backstage 1 (abc)");
        send(
                ENTITY,
                body,
                letter.at(Instant.now()).properties(),
                Map.of("stagedoor_event_id", id, "stagedoor_channel", Events.ENTITY, "tenant", "blue"));
    }

    @SafeVarargs
    private void send(String queue, byte[] body, Map<String, Object>... properties) throws Exception {
        Message<byte[]> message = Message.create(body).messageId("message-of-its-own");
        for (Map<String, Object> some : properties) {
            for (Map.Entry<String, Object> property : some.entrySet()) {
                message.property(property.getKey(), property.getValue());
            }
        }
        amqp.send(queue, message);
    }

    @Test
    void the_list_says_what_stands_where_and_changes_nothing() throws Exception {
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
        assertThat(amqp.drain(CMDB, 300)).hasSize(1);
    }

    @Test
    void the_list_can_be_narrowed() throws Exception {
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
                .contains("3 dead letters are meant")
                .contains("2 are listed");
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
    void what_does_not_exist_is_wrong_usage_that_names_what_does() throws Exception {
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
                .contains("would send it to " + Events.ENTITY);
    }

    @Test
    void of_a_missing_property_the_object_is_marked() throws Exception {
        String body = "{\"topic\":\"catalog\",\"metadata\":{}}";
        invalid("id-1", body.getBytes(UTF_8), "/metadata", "required", "required property 'source' not found");
        assertThat(run("show", "id-1").outLines())
                .containsSequence(
                        "    1 | " + body,
                        "      | " + " ".repeat(30) + "^ required: required property 'source' not found");
    }

    @Test
    void what_is_no_json_is_marked_where_it_breaks() throws Exception {
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
    void what_is_no_text_is_shown_in_hexadecimal() throws Exception {
        byte[] body = new byte[2000];
        body[0] = (byte) 0xff;
        body[1] = 'A';
        invalid("id-1", body, "", "json", "not UTF-8");
        assertThat(run("show", "id-1").out())
                .contains("ff 41 00")
                .contains(".A.")
                .contains("1488 bytes behind");
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
    void a_redriven_delivery_is_the_same_event_with_its_attempts_anew() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        exhausted("cmdb", "id-2", Duration.ZERO);
        Cli.Result result = run("redrive", "id-1");
        assertThat(result.exit()).isZero();
        assertThat(result.outLines()).containsExactly("1 redriven", "  1 to deliver/cmdb");
        Amqp.Taken taken = amqp.take("deliver/cmdb");
        assertThat(taken.bytes()).isEqualTo(Events.task("id-1", "completed").getBytes(UTF_8));
        assertThat(taken.properties())
                .containsOnly(
                        entry("stagedoor_event_id", "id-1"),
                        entry("stagedoor_channel", Events.TASK),
                        entry("stagedoor_received", "2026-11-23T07:00:00Z"),
                        entry("stagedoor_content_type", "application/json"),
                        entry("tenant", "blue"));
        assertThat(amqp.drain(CMDB, 300)).singleElement().satisfies(left -> assertThat(left.text("event_id"))
                .isEqualTo("id-2"));
    }

    @Test
    void an_event_that_goes_back_to_its_channel_has_the_producers_properties_alone() throws Exception {
        invalid("id-1", "{}".getBytes(UTF_8), "", "required", "x");
        assertThat(run("redrive", "--channel", "catalogEntityChange").exit()).isZero();
        Amqp.Taken taken = amqp.take(Events.ENTITY);
        assertThat(taken.bytes()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(taken.properties()).containsOnly(entry("tenant", "blue"));
    }

    @Test
    void an_id_with_quotes_is_no_way_into_the_selector() throws Exception {
        exhausted("cmdb", "a' OR 'x'='x", Duration.ZERO);
        exhausted("cmdb", "b", Duration.ZERO);
        assertThat(run("redrive", "a'").outLines()).containsExactly("1 redriven", "  1 to deliver/cmdb");
        broker.awaitDepth(CMDB, 1);
    }

    @Test
    void a_redrive_of_some_leaves_the_others_also_those_with_the_same_id() throws Exception {
        for (int i = 0; i < 250; i++) {
            exhausted("cmdb", "id-" + i, Duration.ofHours(i % 2 == 0 ? 5 : 0));
        }
        exhausted("cmdb", "id-0", Duration.ZERO);
        exhausted("audit", "id-0", Duration.ofHours(5));
        Cli.Result dry = run("redrive", "--destination", "cmdb", "--older-than", "2h", "--dry-run");
        assertThat(dry.outLines()).containsExactly("125 would be redriven", "  125 to deliver/cmdb");
        broker.awaitDepth(CMDB, 251);
        Cli.Result result = run("redrive", "--destination", "cmdb", "--older-than", "2h");
        assertThat(result.outLines()).containsExactly("125 redriven", "  125 to deliver/cmdb");
        broker.awaitDepth(CMDB, 126);
        broker.awaitDepth(AUDIT, 1);
        assertThat(run("redrive", "--all", "--limit", "5").out()).contains("5 redriven");
        await().untilAsserted(() ->
                assertThat(broker.depth(AUDIT) + broker.depth(CMDB)).isEqualTo(122));
    }

    @Test
    void what_became_a_dead_letter_while_the_command_ran_is_not_done_twice() throws Exception {
        exhausted("cmdb", "before", Duration.ofSeconds(1));
        exhausted("cmdb", "after", Duration.ofHours(-1));
        assertThat(run("redrive", "--all").out())
                .contains("1 redriven", "1 became dead letters while this ran, and stay");
        assertThat(amqp.take(CMDB).text("event_id")).isEqualTo("after");
    }

    @Test
    void nothing_is_chosen_by_saying_nothing() {
        for (String command : List.of("redrive", "discard")) {
            assertThat(run(command).exit()).isEqualTo(2);
            assertThat(run(command).err()).contains("--all").contains("--queue");
            assertThat(run(command, "--limit", "1").exit()).isEqualTo(2);
            assertThat(run(command, "--all", "id").exit()).isEqualTo(2);
        }
    }

    @Test
    void after_a_change_of_the_contract_what_is_valid_now_is_sent_and_the_rest_stays_with_reasons() throws Exception {
        invalid("good", Events.file("catalog-created-ledger.json"), "", "required", "of an older contract");
        invalid("bad", "{\"topic\":\"catalog\"}".getBytes(UTF_8), "", "required", "x");
        invalid("broken", "{".getBytes(UTF_8), "", "json", "x");
        Cli.Result result = run("redrive", "--all", "--revalidate");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("1 redriven", "1 to " + Events.ENTITY, "2 left where they are")
                .contains("1 catalogEntityChange: (root): required:")
                .contains("1 json: line 1, column 2");
        assertThat(amqp.take(Events.ENTITY).bytes()).isEqualTo(Events.file("catalog-created-ledger.json"));
        broker.awaitDepth(ENTITY, 2);
    }

    @Test
    void discarding_needs_a_yes() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        exhausted("cmdb", "id-2", Duration.ZERO);
        Cli.Result script = run(new Cli().stdin(""), "discard", "id-1");
        assertThat(script.exit()).isEqualTo(2);
        assertThat(script.err()).contains("--yes");
        Cli.Result no = run(new Cli().typing("no\n"), "discard", "id-1");
        assertThat(no.exit()).isEqualTo(1);
        assertThat(no.out()).contains("Discard 1 dead letters for ever? Type yes:");
        broker.awaitDepth(CMDB, 2);
        assertThat(run(new Cli().typing("yes\n"), "discard", "id-1").exit()).isZero();
        assertThat(run(new Cli().stdin(""), "discard", "--all", "--yes", "--limit", "5")
                        .out())
                .contains("1 discarded", "1 of " + CMDB);
        broker.awaitDepth(CMDB, 0);
    }
}
