package io.stagedoor.ingress.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.stagedoor.testing.Events;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudEvents as the reference implementation writes them, and as it would not. */
class CloudEventsIntakeTest extends IntakeRig {

    private static final String EVENT = compact(Events.text("scaffolder-completed.json"));
    private static final String NAMELESS = EVENT.replaceFirst("\"eventId\": *\"[^\"]*\",", "");

    private static CloudEvent cloudEvent(String id, String data) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/ci/build 7".replace(" ", "%20")))
                .withType("io.backstage.scaffolder.task.completed")
                .withSubject("Häuser & \"more\"")
                .withData("application/json", data.getBytes(UTF_8))
                .build();
    }

    private record Sent(Map<String, String> headers, byte[] body) {}

    private static Sent sent(CloudEvent event, boolean structured) {
        Map<String, String> headers = new HashMap<>();
        byte[][] body = new byte[1][];
        var writer = HttpMessageFactory.createWriter(headers::put, bytes -> body[0] = bytes);
        if (structured) {
            writer.writeStructured(event, new JsonFormat());
        } else {
            writer.writeBinary(event);
        }
        return new Sent(headers, body[0]);
    }

    @Test
    void the_three_modes_of_the_reference_implementation_are_read() throws Exception {
        for (boolean structured : List.of(true, false)) {
            Sent sent = sent(cloudEvent("ci-7", NAMELESS), structured);

            List<IncomingEvent> events = read(sent.headers(), sent.body());

            assertThat(events).extracting(IncomingEvent::id).containsExactly("ci-7");
            assertThat(texts(events)).containsExactly(NAMELESS);
        }
        byte[] batch = ("[" + structured(cloudEvent("1", NAMELESS)) + "," + structured(cloudEvent("2", EVENT)) + "]")
                .getBytes(UTF_8);
        List<IncomingEvent> events = read(Map.of("content-type", "application/cloudevents-batch+json"), batch);
        assertThat(events).extracting(IncomingEvent::id).containsExactly("1", "c84316bc-788c-545d-926c-91a2076e9f70");
        assertThat(texts(events)).containsExactly(NAMELESS, EVENT);
    }

    private static String structured(CloudEvent event) {
        return new String(new JsonFormat().serialize(event), UTF_8);
    }

    @Test
    void the_data_keeps_its_bytes() throws Exception {
        String odd = " { \"topic\" : \"scaffolder\",\t" + EVENT.substring(EVENT.indexOf("\"eventPayload\""));
        String data = odd.strip();
        String envelope =
                "{\"data\":" + odd + ",\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"/s\",\"type\":\"t\"}";
        String encoded = "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\""
                + Base64.getEncoder().encodeToString(odd.getBytes(UTF_8)) + "\"}";

        assertThat(texts(read("application/cloudevents+json", envelope))).containsExactly(data);
        assertThat(texts(read("application/cloudevents+json; charset=utf-8", encoded)))
                .containsExactly(odd);
    }

    @Test
    void a_binary_id_is_percent_decoded() throws Exception {
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "a%3Ab+c",
                "ce-source", "/s",
                "ce-type", "t");

        assertThat(read(headers, NAMELESS.getBytes(UTF_8)).get(0).id()).startsWith("sha256:");
        Map<String, String> plain = new HashMap<>(headers);
        plain.put("ce-id", "a%3Ab");
        assertThat(read(plain, NAMELESS.getBytes(UTF_8)).get(0).id()).isEqualTo("a:b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"1\",\"source\":\"/\",\"type\":\"t\",\"data\":{}}                          | /specversion",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\",\"data\":{}}  | /specversion",
                "{\"specversion\":1.0,\"id\":\"1\",\"source\":\"/\",\"type\":\"t\",\"data\":{}}      | /specversion",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/\",\"type\":\"t\",\"data\":{}}   | /id",
                "{\"specversion\":\"1.0\",\"id\":7,\"source\":\"/\",\"type\":\"t\",\"data\":{}}      | /id",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\",\"data\":{}}                   | /source",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\",\"data\":{}}                 | /type",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\"}              | ''",
                "[]                                                                                  | ''",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\",\"datacontenttype\":\"text/xml\","
                        + "\"data\":\"\"} | /datacontenttype",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\",\"data_base64\":\"?\"}"
                        + " | /data_base64",
            })
    void what_is_no_cloudevent_is_named(String envelope, String pointer) {
        UnreadableBody failure = failure("application/cloudevents+json", envelope);

        assertThat(failure.faults()).hasSize(1);
        assertThat(failure.faults().get(0).keyword()).isEqualTo("cloudevents");
        assertThat(failure.faults().get(0).pointer()).isEqualTo(pointer);
    }

    @Test
    void a_fault_of_the_event_is_below_data_and_a_missing_header_is_named() {
        UnreadableBody structured = failure(
                "application/cloudevents+json",
                structured(cloudEvent("1", EVENT.replace("\"completed\"", "\"done\""))));
        assertThat(structured.faults()).extracting(Fault::pointer).containsExactly("/data/eventPayload/action");

        UnreadableBody binary = catchThrowableOfType(
                UnreadableBody.class,
                () -> read(Map.of("content-type", "application/json", "ce-id", "1"), EVENT.getBytes(UTF_8)));
        assertThat(binary).hasMessageContaining("ce-specversion");
    }
}
