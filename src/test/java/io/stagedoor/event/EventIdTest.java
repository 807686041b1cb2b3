package io.stagedoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    private static final String CHANNEL = "backstage/catalog/entity";
    private static final byte[] BODY = bytes("{\"topic\":\"catalog\"}");
    private static final String HASH = "sha256:[0-9a-f]{32}";

    @Test
    void an_event_is_known_by_the_event_id_in_its_metadata() throws NotJson {
        assertThat(idOf("{\"metadata\":{\"eventId\":\"051fd91e-ba7c-57e5-8b73-d8e15f833137\"}}", "message-1"))
                .isEqualTo("051fd91e-ba7c-57e5-8b73-d8e15f833137");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"metadata\":{}}",
                "{\"metadata\":{\"eventId\":\"\"}}",
                "{\"metadata\":{\"eventId\":null}}",
                "{\"metadata\":{\"eventId\":7}}",
                "{\"metadata\":{\"eventId\":{\"a\":1}}}",
                "{\"metadata\":\"eventId\"}",
                "[]",
                "null"
            })
    void an_event_without_an_event_id_is_known_by_its_message_id(String event) throws NotJson {
        assertThat(idOf(event, "message-1")).isEqualTo("message-1");
    }

    @Test
    void a_body_that_is_not_json_gets_its_id_from_the_message_id() {
        assertThat(EventId.of(null, "message-1", CHANNEL, BODY)).isEqualTo("message-1");
    }

    @Test
    void an_event_without_any_id_is_known_by_a_hash_of_channel_and_body() {
        String id = EventId.of(null, null, CHANNEL, BODY);

        assertThat(id).matches(HASH);
        assertThat(EventId.of(null, "", CHANNEL, BODY.clone())).isEqualTo(id);
        assertThat(EventId.of(null, null, CHANNEL, bytes("{}"))).isNotEqualTo(id);
        assertThat(EventId.of(null, null, "backstage/catalog/location", BODY)).isNotEqualTo(id);
    }

    @Test
    void the_end_of_the_channel_is_never_taken_for_the_beginning_of_the_body() {
        assertThat(EventId.of(null, null, "ab", bytes("c"))).isNotEqualTo(EventId.of(null, null, "a", bytes("bc")));
    }

    @Test
    void the_hash_of_an_event_is_the_same_in_every_version_of_the_program() {
        // If an update changed the ids, every waiting event would be a new event for its receivers.
        assertThat(EventId.of(null, null, CHANNEL, BODY)).isEqualTo("sha256:80194cf311a6d31b1952b8109d6c4f9c");
        assertThat(EventId.of(null, "a.b", CHANNEL, BODY)).isEqualTo("sha256:fc7d33be479c060f2f53d5efe01ec070");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:uuid:051fd91e", "ID:host-1_2", "7", "A-z_0:9"})
    void an_id_of_safe_characters_stays_as_it_is(String id) {
        assertThat(EventId.of(null, id, CHANNEL, BODY)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.b", ".", " ", "a b", "a\r\nwebhook-id: b", "a\u0000b", "a\n", "ä", "\uD83D\uDE00", "../../etc"
            })
    void an_id_with_an_unsafe_character_is_replaced_by_its_hash(String id) throws NotJson {
        String replaced = EventId.of(null, id, CHANNEL, BODY);

        assertThat(replaced).matches(HASH);
        assertThat(EventId.of(null, id, "another/channel", bytes("another body")))
                .isEqualTo(replaced);
        assertThat(EventId.of(event(id), "message-1", CHANNEL, BODY)).isEqualTo(replaced);
        assertThat(EventId.of(null, id + "x", CHANNEL, BODY)).isNotEqualTo(replaced);
    }

    @Test
    void an_id_may_have_128_characters_and_is_replaced_by_its_hash_when_longer() {
        assertThat(EventId.of(null, "x".repeat(128), CHANNEL, BODY)).isEqualTo("x".repeat(128));
        assertThat(List.of(
                        EventId.of(null, "x".repeat(129), CHANNEL, BODY),
                        EventId.of(null, "x".repeat(1_000_000), CHANNEL, BODY)))
                .allMatch(id -> id.matches(HASH))
                .doesNotHaveDuplicates();
    }

    private static String idOf(String event, String messageId) throws NotJson {
        return EventId.of(EventJson.parse(bytes(event)), messageId, CHANNEL, bytes(event));
    }

    private static JsonNode event(String id) {
        var event = new ObjectMapper().createObjectNode();
        event.putObject("metadata").put("eventId", id);
        return event;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
