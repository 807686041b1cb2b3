package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.event.EventBody;
import io.stagedoor.testing.Events;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveLineTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RECEIVED = Instant.parse("2026-11-23T07:24:39.002Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"catalog\"}",
                " { \"a\" : 1.0e2 ,\t\"b\":[ ] } ",
                "\"B\u00FChne \uD83C\uDFAD \\ud83c \\n\"",
                "\"\u2028\u0085\"",
                "null",
                "1.10"
            })
    void an_event_without_line_breaks_stands_in_its_line_byte_for_byte(String event) throws Exception {
        assertThat(line("id-1", event))
                .isEqualTo("{\"id\":\"id-1\",\"channel\":\"" + Events.ENTITY
                        + "\",\"received\":\"2026-11-23T07:24:39.002Z\",\"event\":" + event + "}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n  \"topic\": \"catalog\"\n}",
                "{\r\n\"topic\":\r\"catalog\"}\r\n",
                "\n1",
                "{\"topic\":\"catalog\\n\"}\n"
            })
    void an_event_with_line_breaks_is_one_line_to_read_and_a_text_to_send_again(String event) throws Exception {
        JsonNode line = JSON.readTree(oneLine("id-1", event));

        assertThat(line.path("body").textValue()).isEqualTo(event);
        assertThat(line.path("event")).isEqualTo(JSON.readTree(event));
        assertThat(line.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "{\"a\":1}{\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "\uFEFF{\"topic\":\"catalog\"}",
                "1\n2",
                "}\n{\"id\":\"forged\"}\n",
                "\",\"event\":1}\r\n",
                "\\\u0000\t\u001b\u007f\u2028"
            })
    void a_body_that_is_not_json_is_archived_as_text(String body) throws Exception {
        JsonNode line = JSON.readTree(oneLine("id-1", body));

        assertThat(line.path("body").textValue()).isEqualTo(body);
        assertThat(line.has("event")).isTrue();
        assertThat(line.path("event").isNull()).isTrue();
        assertThat(line.path("id").textValue()).isEqualTo("id-1");
    }

    @Test
    void a_body_that_is_not_utf8_cannot_be_archived() {
        assertThatThrownBy(() -> ArchiveLine.of(
                        delivery("id-1", Events.ENTITY, RECEIVED), new byte[] {'"', (byte) 0xC3, 0x28, '"'}))
                .isInstanceOf(CharacterCodingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\", "a\nb", "\",\"event\":{}}\n{\"id\":\"", "\u0000"})
    void an_id_and_a_channel_are_quoted(String foreign) throws Exception {
        byte[] bytes = ArchiveLine.of(delivery(foreign, foreign, RECEIVED), "{}".getBytes(StandardCharsets.UTF_8));
        String text = new String(bytes, StandardCharsets.UTF_8);

        assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
        assertThat(JSON.readTree(text).path("id").textValue()).isEqualTo(foreign);
        assertThat(JSON.readTree(text).path("channel").textValue()).isEqualTo(foreign);
        assertThat(JSON.readTree(text).size()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog-created-ledger.json", "scaffolder-failed.json", "techdocs-build.json"})
    void a_real_event_is_archived_unchanged(String file) throws Exception {
        JsonNode line = JSON.readTree(oneLine("id-1", Events.text(file)));

        assertThat(line.path("body").textValue().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(Events.file(file));
        assertThat(line.path("event")).isEqualTo(JSON.readTree(Events.file(file)));
    }

    private static String oneLine(String id, String body) throws Exception {
        String line = line(id, body);
        assertThat(line).endsWith("}\n");
        assertThat(line.strip()).doesNotContain("\n").doesNotContain("\r");
        return line;
    }

    private static String line(String id, String body) throws Exception {
        byte[] line = ArchiveLine.of(delivery(id, Events.ENTITY, RECEIVED), body.getBytes(StandardCharsets.UTF_8));
        return new String(line, StandardCharsets.UTF_8);
    }

    private static Delivery delivery(String id, String channel, Instant received) {
        return new Delivery(
                "archive", id, channel, "application/json", null, received, null, new EventBody(new byte[0]));
    }
}
