package io.stagedoor.ingress;

import static io.stagedoor.ingress.IngressRig.TOKEN;
import static io.stagedoor.ingress.IngressRig.task;
import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the running program answers to whoever sends events over HTTP, and what a receiver gets of them. */
class IngressIT {

    @TempDir
    static Path folder;

    private static IngressRig rig;
    private static Program program;
    private static Receiver receiver;
    private static HttpSender ci;
    private static HttpSender nobody;

    @BeforeAll
    static void start() throws Exception {
        receiver = new Receiver();
        rig = new IngressRig(folder);
        rig.settings.put("stagedoor.destination.my-service.url", receiver.url());
        rig.settings.put("stagedoor.routes", Program.routes(folder, "1s").toString());
        program = Program.run(folder, rig.settings);
        ci = rig.sender(TOKEN);
        nobody = rig.sender("");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(program.output())
                .doesNotContain(TOKEN, IngressRig.GITHUB, IngressRig.WHSEC)
                .contains("/events/<channel>, from ci, github, signer");
        program.close();
        receiver.close();
    }

    private static List<String> received(String id) {
        await().untilAsserted(() -> assertThat(receiver.requests(id)).isNotEmpty());
        return receiver.requests(id).stream()
                .map(request -> new String(request.body(), UTF_8))
                .toList();
    }

    private static void isAccepted(Answer answer, String... ids) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(ids.length);
        assertThat(answer.json().get("eventIds")).extracting(JsonNode::asText).containsExactly(ids);
    }

    private static void isProblem(Answer answer, int status, String detail) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).contains(detail).doesNotContain(TOKEN);
    }

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

    @Test
    void who_may_not_send_is_told_so() throws Exception {
        isProblem(nobody.json(TASK, task(Events.newId())), 401, "the credential of a producer is missing or wrong");
        assertThat(nobody.json(TASK, "{}").header("WWW-Authenticate")).startsWith("Bearer");
        isProblem(rig.sender("a-token-of-the-ci-servex").json(TASK, "{}"), 401, "missing or wrong");
        isProblem(ci.json(ENTITY, Events.text("catalog-created-ledger.json")), 403, "the producer ci may not send to");
        isProblem(ci.json("backstage/catalog/entities", "{}"), 404, "its channels are " + ENTITY);
    }

    @Test
    void what_is_too_large_or_of_another_kind_is_refused() throws Exception {
        isProblem(ci.json(TASK, "{\"a\":\"" + "x".repeat(262_144) + "\"}"), 413, "at most 262144");
        isProblem(ci.lines(TASK, "{}\n".repeat(1_001)), 413, "1000 events");
        isProblem(ci.lines(TASK, " ".repeat(4 * 1024 * 1024 + 1)), 413, "4194304 bytes");
        isProblem(ci.send(TASK, Map.of("Content-Type", "text/plain"), "{}".getBytes(UTF_8)), 415, "Content-Type");
        isProblem(ci.send(TASK, Map.of(), "{}".getBytes(UTF_8)), 415, "Content-Type is missing");
        isProblem(
                ci.send(
                        TASK,
                        Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                        "{}".getBytes(UTF_8)),
                415,
                "Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "[[[[",
                "{\"a\":1,\"a\":2}",
                "\u0000",
                "[]",
                "\uFEFF{}",
                "{\"__proto__\":{}}",
                "nul"
            })
    void hostile_bodies_are_invalid_and_harmless(String body) throws Exception {
        Answer answer = ci.json(TASK, body);
        isProblem(answer, 400, "");
        assertThat(answer.json().get("keyword").asText()).isNotEmpty();
    }

    @Test
    void the_api_document_and_the_metrics_name_it() throws Exception {
        String id = Events.newId();
        isAccepted(ci.json(TASK, task(id)), id);

        String document = nobody.get("/api/openapi?format=json");
        assertThat(document)
                .contains("/events/{channel}", "application/cloudevents-batch+json", "application/x-ndjson");
        for (String status : List.of("202", "400", "401", "403", "404", "411", "413", "415", "429", "503")) {
            assertThat(document).contains("\"" + status + "\"");
        }
        assertThat(rig.management.get("metrics").body())
                .containsPattern(
                        "stagedoor_http_events_total\\{[^}]*channel=\"" + TASK + "\"[^}]*outcome=\"accepted\"");
    }
}
