package io.stagedoor.delivery.webhook;

import static io.stagedoor.testing.Events.ENTITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a CloudEvent as data, and what is signed of it. */
class CloudEventBodyTest extends CloudEventsRig {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"a\": 1.10, \"b\": 100000000000000000000000000000001, \"c\": 1E+2 }\n",
                "[1, 2]",
                "\"text\"",
                "7.00",
                "null"
            })
    void structured_mode_has_the_event_byte_for_byte_in_data(String event) throws Exception {
        Request request = posted(Map.of("format", STRUCTURED), ENTITY, "application/json", event.getBytes(UTF_8));

        assertThat(request.headers()).containsEntry("content-type", "application/cloudevents+json");
        assertThat(request.headers().keySet()).noneMatch(name -> name.startsWith("ce-"));
        assertThat(new String(request.body(), UTF_8))
                .startsWith("{\"specversion\":\"1.0\",\"id\":\"evt_1\",\"source\":\"/backstage\",")
                .endsWith("\"data\":" + event + "}");
        read(request);
    }

    @Test
    void what_is_no_json_stands_in_base64() throws Exception {
        byte[] event = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'};
        for (String type : new String[] {"application/json", "text/plain"}) {
            CloudEvent read = read(posted(Map.of("format", STRUCTURED), ENTITY, type, event));

            assertThat(((BytesCloudEventData) read.getData()).toBytes()).isEqualTo(event);
        }
    }

    @Test
    void the_signature_is_over_the_body_as_it_is_sent() throws Exception {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        Path file = Files.writeString(folder.resolve("secret"), secret);
        for (String format : new String[] {STRUCTURED, BINARY}) {
            Request request = posted(
                    Map.of("format", format, "secret", "file:" + file),
                    ENTITY,
                    "application/json",
                    "{ }".getBytes(UTF_8));

            new Webhook(secret).verify(new String(request.body(), UTF_8), request.headerLists());
        }
    }

    @Test
    void the_data_is_json_for_the_sdk_and_no_text_in_a_text() throws Exception {
        CloudEvent read =
                read(posted(Map.of("format", STRUCTURED), ENTITY, "application/json", "{\"a\":1}".getBytes(UTF_8)));

        assertThat(((JsonCloudEventData) read.getData()).getNode().path("a").asInt())
                .isEqualTo(1);
    }
}
