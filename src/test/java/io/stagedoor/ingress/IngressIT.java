package io.stagedoor.ingress;

import static io.stagedoor.ingress.IngressRig.task;
import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.testing.Events;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What the running program accepts over HTTP, and what a receiver gets of it. */
class IngressIT extends IngressProgram {

    @Test
    void a_receiver_gets_the_bytes_that_were_sent() throws Exception {
        String id = Events.newId();
        String odd = " {\"x\": 1.50e1,\n\t\"ä\":\"\\u00e4\"," + task(id).substring(1) + "\n";

        isAccepted(ci.json(TASK, odd), id);

        assertThat(received(id)).containsExactly(odd);
    }

    @Test
    void a_channel_is_known_by_its_name_too() throws Exception {
        String id = Events.newId();
        isAccepted(ci.json("scaffolderTaskComplete", task(id)), id);
        assertThat(received(id)).containsExactly(task(id));
    }

    @Test
    void batches_are_taken_as_a_whole_or_not_at_all() throws Exception {
        List<String> ids = Stream.generate(Events::newId).limit(250).toList();
        String lines = ids.stream().map(IngressRig::task).collect(Collectors.joining("\n"));
        isAccepted(ci.lines(TASK, lines), ids.toArray(String[]::new));
        String one = Events.newId();
        String two = Events.newId();
        isAccepted(ci.json(TASK, "[" + task(one) + ",\n" + task(two) + "]"), one, two);
        assertThat(received(one)).containsExactly(task(one));

        String lost = Events.newId();
        Answer refused = ci.lines(TASK, task(lost) + "\n" + task(Events.newId()).replace("\"completed\"", "\"done\""));
        isProblem(refused, 400, "of 2 events none was sent; event 1 is invalid: /eventPayload/action");
        assertThat(refused.json().get("pointer").asText()).isEqualTo("/eventPayload/action");
        assertThat(refused.json().get("keyword").asText()).isEqualTo("enum");
        assertThat(refused.json().get("errors").get(0).get("index").asInt()).isEqualTo(1);
        String last = Events.newId();
        isAccepted(ci.json(TASK, task(last)), last);
        received(last);
        for (String id : ids) {
            assertThat(received(id)).hasSize(1);
        }
        assertThat(receiver.requests(lost)).isEmpty();
    }

    @Test
    void cloudevents_come_in_three_modes() throws Exception {
        String data = task("").replaceFirst("\"eventId\": *\"\",", "");
        for (boolean structured : List.of(true, false)) {
            String id = "ci-" + Events.newId();
            Map<String, String> headers = new HashMap<>();
            byte[][] body = new byte[1][];
            var writer = HttpMessageFactory.createWriter(headers::put, bytes -> body[0] = bytes);
            if (structured) {
                writer.writeStructured(cloudEvent(id, data), new JsonFormat());
            } else {
                writer.writeBinary(cloudEvent(id, data));
            }
            isAccepted(ci.send(TASK, headers, body[0]), id);
            assertThat(received(id)).containsExactly(data);
        }
        String one = "ci-" + Events.newId();
        String two = Events.newId();
        String batch = "[" + new String(new JsonFormat().serialize(cloudEvent(one, data)), UTF_8) + ","
                + new String(new JsonFormat().serialize(cloudEvent("another", task(two))), UTF_8) + "]";
        isAccepted(
                ci.send(TASK, Map.of("Content-Type", "application/cloudevents-batch+json"), batch.getBytes(UTF_8)),
                one,
                two);
        assertThat(received(one)).containsExactly(data);
        assertThat(received(two)).containsExactly(task(two));
    }

    private static CloudEvent cloudEvent(String id, String data) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/ci"))
                .withType("io.backstage.scaffolder.task.completed")
                .withData("application/json", data.getBytes(UTF_8))
                .build();
    }

    @Test
    void signatures_of_standard_webhooks_and_of_github_are_accepted() throws Exception {
        String id = Events.newId();
        long now = Instant.now().getEpochSecond();
        Map<String, String> signed = Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                "" + now,
                "webhook-signature",
                new Webhook(IngressRig.WHSEC).sign("msg_1", now, task(id)));
        isAccepted(nobody.send(TASK, signed, task(id).getBytes(UTF_8)), id);
        assertThat(received(id)).containsExactly(task(id));

        String nameless = task("").replaceFirst("\"eventId\": *\"\",", "");
        String delivery = Events.newId();
        isAccepted(nobody.send(TASK, github(nameless, delivery), nameless.getBytes(UTF_8)), delivery);
        assertThat(received(delivery)).containsExactly(nameless);

        isProblem(nobody.send(TASK, signed, task(Events.newId()).getBytes(UTF_8)), 401, "missing or wrong");
        isProblem(nobody.send(BUILD, github(nameless, "x"), nameless.getBytes(UTF_8)), 403, "github may not send");
    }

    private static Map<String, String> github(String body, String delivery) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(IngressRig.GITHUB.getBytes(UTF_8), "HmacSHA256"));
        return Map.of(
                "Content-Type",
                "application/json",
                "X-GitHub-Delivery",
                delivery,
                "X-Hub-Signature-256",
                "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8))));
    }
}
