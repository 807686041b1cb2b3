package io.stagedoor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.wire.QueueNames;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static Trouble trouble(Kind kind) {
        return new Trouble(kind, "cmdb", "it \"fails\"", NOON.minusSeconds(300), "HTTP 503", 7L);
    }

    @ParameterizedTest
    @EnumSource
    void each_is_valid_by_the_contract_of_its_channel(Kind kind) throws Exception {
        Channel channel =
                Contract.operatorEvents().at(QueueNames.OPERATOR_EVENTS).orElseThrow();
        Trouble bare = new Trouble(kind, "cmdb", "text", null, null, null);

        for (Trouble each : new Trouble[] {trouble(kind), bare}) {
            byte[] begins = OperatorEvent.begins(each, "/backstage", NOON, 1).json();
            assertThat(channel.schema().validate(JSON.readTree(begins))).isEmpty();
            if (kind.ends().isPresent()) {
                byte[] ends = OperatorEvent.ends(each, "/backstage", NOON, 1).json();
                assertThat(channel.schema().validate(JSON.readTree(ends))).isEmpty();
            }
        }
    }

    @Test
    void one_event_tells_trouble_of_several() throws Exception {
        List<OperatorEvent> events = IntStream.range(0, 30)
                .mapToObj(i -> new Trouble(Kind.EXHAUSTED, "d" + i, "d" + i + " fails", NOON, null, 2L))
                .map(trouble -> OperatorEvent.begins(trouble, "/backstage", NOON, 1))
                .toList();

        OperatorEvent together = OperatorEvent.ofSeveral(events, NOON);

        JsonNode json = JSON.readTree(together.json());
        Channel channel =
                Contract.operatorEvents().at(QueueNames.OPERATOR_EVENTS).orElseThrow();
        assertThat(channel.schema().validate(json)).isEmpty();
        assertThat(json.at("/eventPayload/subject").asText()).isEqualTo("d0");
        assertThat(json.at("/eventPayload/subjects")).hasSize(30);
        assertThat(json.at("/eventPayload/count").asInt()).isEqualTo(60);
        assertThat(json.at("/eventPayload/text").asText())
                .startsWith("d0 fails (and the same of 29 more: d1, d2, ")
                .endsWith(", d20, …)");
        assertThat(OperatorEvent.ofSeveral(events, NOON.plusSeconds(5)).id()).isEqualTo(together.id());
        assertThat(OperatorEvent.ofSeveral(events.subList(0, 1), NOON)).isEqualTo(events.get(0));
    }

    @Test
    void it_says_what_since_when_and_why() throws Exception {
        OperatorEvent event = OperatorEvent.begins(trouble(Kind.FAILING), "https://backstage.example", NOON, 7);
        JsonNode json = JSON.readTree(event.json());

        assertThat(json).isEqualTo(JSON.readTree("""
                        {"topic": "stagedoor",
                         "eventPayload": {
                           "action": "destination-failing", "state": "trouble", "subject": "cmdb",
                           "text": "it \\"fails\\"", "since": "2026-11-23T11:55:00Z", "error": "HTTP 503", "count": 7},
                         "metadata": {
                           "source": "https://backstage.example", "eventId": "%s", "timestamp": "2026-11-23T12:00:00Z"}}
                        """.formatted(event.id())));
    }
}
