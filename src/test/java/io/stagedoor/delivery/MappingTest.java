package io.stagedoor.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.event.EventBody;
import io.stagedoor.testing.receiver.Receiver.Request;
import org.junit.jupiter.api.Test;

/** A step between {@code delivery:} and {@code webhook:} that gives the event another body. */
class MappingTest extends MappingRig {

    @Test
    void a_mapped_event_is_sent_as_json_and_keeps_every_digit() throws Exception {
        assertThat(deliver(route -> route.transform().jq("{what: .eventPayload.action, it: .eventPayload.entity}")))
                .isNull();

        assertThat(sent().body())
                .asString(UTF_8)
                .isEqualTo("{\"what\":\"created\",\"it\":{\"n\":1.10,\"big\":12345678901234567890123.4}}");
        assertThat(sent().headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void an_expression_in_set_body_maps_too_and_a_text_of_json_is_json() throws Exception {
        assertThat(deliver(route -> route.setBody().jq("\"a \\\"word\\\"\""))).isNull();

        assertThat(sent().body()).asString(UTF_8).isEqualTo("\"a \\\"word\\\"\"");
    }

    @Test
    void a_route_that_sets_the_content_type_may_send_any_body() throws Exception {
        assertThat(deliver(route -> {
                    route.setBody().simple("created: ${variable.eventId}");
                    route.setHeader("Content-Type").constant("text/plain; charset=utf-8");
                }))
                .isNull();

        assertThat(sent().headers()).containsEntry("content-type", "text/plain; charset=utf-8");
        assertThat(sent().body()).asString(UTF_8).startsWith("created: ");
    }

    @Test
    void an_event_that_is_only_read_stays_unchanged() throws Exception {
        assertThat(deliver(route -> route.setVariable("what").jq(".eventPayload.action")))
                .isNull();

        assertThat(sent().body()).asString(UTF_8).isEqualTo(EVENT);
    }

    @Test
    void a_filter_leaves_an_event_out_and_that_is_no_failure() throws Exception {
        assertThat(deliver(route -> route.filter()
                        .jq(".eventPayload.action == \"deleted\"")
                        .to("webhook:cmdb?url=" + receiver.url())
                        .stop()
                        .end()
                        .stop()))
                .isNull();

        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void camel_converts_an_event_to_json_without_a_second_parse() throws Exception {
        EventBody body = new EventBody(EVENT.getBytes(UTF_8));

        assertThat(camel.getTypeConverter().convertTo(JsonNode.class, body)).isSameAs(body.json());
    }

    private Request sent() {
        return receiver.requests().get(0);
    }
}
