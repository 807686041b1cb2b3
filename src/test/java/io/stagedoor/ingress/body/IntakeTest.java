package io.stagedoor.ingress.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stagedoor.ingress.body.UnreadableBody.Kind;
import io.stagedoor.testing.Events;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest extends IntakeRig {

    @Test
    void one_event_is_taken_byte_for_byte() throws Exception {
        String text = " " + Events.text("scaffolder-completed.json") + "\n";

        List<IncomingEvent> events = read("application/json", text);

        assertThat(texts(events)).containsExactly(text);
        assertThat(events.get(0).id()).isEqualTo("c84316bc-788c-545d-926c-91a2076e9f70");
    }

    @Test
    void an_array_and_lines_are_several_events_and_each_keeps_its_bytes() throws Exception {
        String one = compact(Events.task("00000000-0000-4000-8000-000000000001", "completed"));
        String two = compact(Events.task("00000000-0000-4000-8000-000000000002", "failed"));

        assertThat(texts(read("application/json; charset=UTF-8", "[" + one + " ,\n " + two + "]")))
                .containsExactly(one, two);
        assertThat(texts(read("application/x-ndjson", one + "\r\n\n" + two))).containsExactly(one, two);
        assertThat(texts(read("application/jsonl", one))).containsExactly(one);
    }

    @Test
    void an_event_without_id_has_that_of_its_request_else_a_hash() throws Exception {
        String nameless =
                compact(Events.text("scaffolder-completed.json")).replaceFirst("\"eventId\": *\"[^\"]*\",", "");

        assertThat(read("application/json", nameless, "msg_1").get(0).id()).isEqualTo("msg_1");
        assertThat(read("application/json", "[" + nameless + "," + nameless + "]", "msg_1"))
                .extracting(IncomingEvent::id)
                .containsExactly("msg_1:0", "msg_1:1");
        assertThat(read("application/json", nameless).get(0).id()).startsWith("sha256:");
    }

    @Test
    void a_fault_has_index_pointer_and_keyword_and_at_most_20_are_listed() {
        String good = compact(Events.text("scaffolder-completed.json"));
        String bad = good.replace("\"completed\"", "\"done\"");

        UnreadableBody single = failure("application/json", bad);
        assertThat(single.kind()).isEqualTo(Kind.INVALID);
        assertThat(single.faults()).hasSize(1);
        assertThat(single.faults().get(0).pointer()).isEqualTo("/eventPayload/action");
        assertThat(single.faults().get(0).keyword()).isEqualTo("enum");

        UnreadableBody batch = failure("application/x-ndjson", good + "\n" + bad + "\n{\n" + bad);
        assertThat(batch.events()).isEqualTo(4);
        assertThat(batch.faults()).extracting(Fault::index).containsExactly(1, 2, 3);
        assertThat(batch.faults()).extracting(Fault::keyword).containsExactly("enum", "json", "enum");
        assertThat(batch).hasMessageContaining("of 4 events none was sent; event 1 is invalid: /eventPayload/action");

        String many = IntStream.range(0, 50).mapToObj(i -> bad).collect(Collectors.joining("\n"));
        assertThat(failure("application/x-ndjson", many).faults()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nothing", "[", "[]", "[1", "[{},]", "\u0000", "{} {}", "\uFEFF{}", "[1}"})
    void what_is_no_event_is_invalid(String body) {
        assertThat(failure("application/json", body).kind()).isEqualTo(Kind.INVALID);
        assertThat(failure("application/json", body).faults()).isNotEmpty();
    }

    @Test
    void what_is_too_large_is_said_to_be() {
        assertThat(failure("application/json", "{\"a\":\"" + "x".repeat(LARGEST) + "\"}")
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(failure("application/x-ndjson", "{}\n".repeat(1_001)).kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(failure("application/json", "[" + "1,".repeat(1_000) + "1]").kind())
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(failure("application/json", "[" + "[".repeat(100_000)).kind())
                .isEqualTo(Kind.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "application/cloudevents+avro",
                "application/x-www-form-urlencoded",
                "json"
            })
    void another_content_type_is_unsupported(String type) {
        assertThat(failure(type, "{}").kind()).isEqualTo(Kind.UNSUPPORTED);
    }

    @Test
    void a_missing_type_and_an_encoded_body_are_unsupported() {
        UnreadableBody missing =
                catchThrowableOfType(UnreadableBody.class, () -> INTAKE.read(CHANNEL, name -> null, null, new byte[0]));
        UnreadableBody encoded = catchThrowableOfType(
                UnreadableBody.class,
                () -> INTAKE.read(
                        CHANNEL,
                        name -> name.equals("Content-Encoding") ? "gzip" : "application/json",
                        null,
                        "{}".getBytes(UTF_8)));

        assertThat(missing.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(encoded.kind()).isEqualTo(Kind.UNSUPPORTED);
    }

    @Test
    void a_json_type_of_a_vendor_is_json() throws Exception {
        assertThat(read("application/vnd.acme+json", Events.text("scaffolder-completed.json")))
                .hasSize(1);
    }
}
