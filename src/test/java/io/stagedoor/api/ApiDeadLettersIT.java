package io.stagedoor.api;

import static io.stagedoor.api.Client.json;
import static io.stagedoor.api.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.testing.Events;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

/** Dead letters and jobs through the API. */
class ApiDeadLettersIT extends ApiRig {

    private static final String MINE = "dead-letter/deliver/my-service";
    private static final String ENTITY = "dead-letter/" + Events.ENTITY;

    private void send(String queue, int from, int count, String reason) throws Exception {
        List<Message<byte[]>> messages = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            messages.add(Message.create("{\"n\":1}".getBytes())
                    .property("stagedoor_event_id", reason + "-" + i)
                    .property("stagedoor_channel", Events.TASK)
                    .property("stagedoor_reason", reason));
        }
        amqp.sendAll(queue, messages);
    }

    private JsonNode start(String action, String body) throws Exception {
        HttpResponse<String> answer = client.post("/api/dead-letters/" + action, body);
        JsonNode job = json(answer, 202);
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .endsWith("/api/jobs/" + job.path("id").asText());
        return job;
    }

    @Test
    void a_hostile_event_comes_back_as_data_with_the_place_of_its_fault() throws Exception {
        String hostile = "{\"topic\": \"catalog\",\n \"eventPayload\": \"<script>alert(1)</script>\"}";
        amqp.send(Events.ENTITY, Message.create(hostile.getBytes()).messageId("'; DROP--<b>"));
        await().atMost(PATIENCE)
                .until(() -> json(client.get("/api/dead-letters/counts"), 200)
                                .path(ENTITY)
                                .asInt()
                        == 1);
        JsonNode item = json(client.get("/api/dead-letters?channel=catalogEntityChange&reason=invalid"), 200)
                .at("/items/0");
        assertThat(item.path("body").isNull()).isTrue();
        HttpResponse<String> answer =
                client.get("/api/dead-letters/" + item.path("id").asText() + "?queue=" + Events.ENTITY);
        JsonNode whole = json(answer, 200).at("/items/0");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(whole.path("body").asText()).isEqualTo(hostile);
        assertThat(whole.at("/fault/pointer").isTextual()).isTrue();
        assertThat(whole.at("/fault/line").asInt()).isPositive();
        JsonNode kept = ended(start("revalidate", "{\"queue\": \"" + ENTITY + "\"}"));
        assertThat(kept.path("kept").asInt()).isEqualTo(1);
        assertThat(kept.path("done").asInt()).isZero();
    }

    @Test
    void thousands_are_counted_some_are_redriven_and_a_job_is_cancelled() throws Exception {
        send(MINE, 0, 3_000, "rejected");
        JsonNode dry = ended(start("discard", "{\"reason\": \"rejected\", \"dryRun\": true}"));
        assertThat(dry.path("state").asText()).isEqualTo("done");
        assertThat(dry.path("done").asInt()).isEqualTo(3_000);
        JsonNode two = ended(start("redrive", "{\"ids\": [\"rejected-7\", \"rejected-8\"]}"));
        assertThat(two.at("/doneBy").toString()).isEqualTo("{\"to deliver/my-service\":2}");
        await().atMost(PATIENCE).until(() -> !receiver.requests("rejected-7").isEmpty());
        JsonNode job = start("discard", "{\"reason\": \"rejected\"}");
        String path = "/api/jobs/" + job.path("id").asText();
        await().atMost(PATIENCE)
                .until(() -> json(client.get(path), 200).path("done").asInt() > 0);
        json(client.send("DELETE", path, null), 200);
        JsonNode ended = ended(job);
        if (ended.path("done").asInt() < 2_998) { // Otherwise it was faster than we.
            assertThat(ended.path("state").asText()).isEqualTo("cancelled");
        }
        ended(start("discard", "{\"reason\": \"rejected\"}"));
        assertThat(json(client.get("/api/dead-letters?reason=rejected"), 200).path("items"))
                .isEmpty();
        awaitAudit("action=discard", "outcome=started", "on=\"all reason=rejected\"");
        awaitAudit("action=redrive", "outcome=done", "done=2");
        awaitAudit("action=cancel-job");
    }

    @Test
    void a_request_that_says_nothing_or_nonsense_does_nothing() throws Exception {
        assertThat(problem(client.post("/api/dead-letters/discard", "{}"), 400)
                        .path("detail")
                        .asText())
                .contains("which dead letters?");
        assertThat(problem(client.post("/api/dead-letters/discard", "{\"al\": true}"), 400)
                        .path("pointer")
                        .asText())
                .isEqualTo("/al");
        assertThat(problem(client.post("/api/dead-letters/discard", "{\"all\": \"yes\"}"), 400)
                        .path("pointer")
                        .asText())
                .isEqualTo("/all");
        for (String body : List.of("", "{", "[]", "null", "{\"all\": true} {}", "{\"all\":true,\"all\":true}")) {
            problem(client.post("/api/dead-letters/discard", body), 400);
        }
        problem(client.post("/api/dead-letters/discard", "{\"all\": true, \"ids\": [\"x\"]}"), 400);
        problem(client.post("/api/dead-letters/discard", "{\"reason\": \"bored\"}"), 400);
        problem(client.post("/api/dead-letters/discard", "{\"queue\": \"deliver/nobody\"}"), 400);
        problem(client.post("/api/dead-letters/discard", "{\"all\": true, \"limit\": -1}"), 400);
        problem(client.get("/api/dead-letters?olderThan=soon"), 400);
        problem(client.get("/api/dead-letters?olderThan=2h&newerThan=1h"), 400);
    }
}
