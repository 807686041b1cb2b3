package io.stagedoor.api;

import static io.stagedoor.api.Client.json;
import static io.stagedoor.api.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.testing.Events;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the API answers about a running installation, without any login, on localhost. */
class ApiIT extends ApiRig {

    private static List<String> each(JsonNode page, String field) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    @Test
    void channels_routes_and_the_contract_are_told() throws Exception {
        JsonNode channels = json(client.get("/api/channels"), 200);
        assertThat(each(channels, "address")).hasSize(4).contains(Events.TASK);
        JsonNode task = channels.path("items").get(2);
        assertThat(task.at("/route/file").asText()).endsWith("scaffolder-task.yaml");
        assertThat(task.at("/route/line").asInt()).isPositive();
        assertThat(task.at("/route/destinations").toString()).isEqualTo("[\"archive\",\"my-service\"]");
        assertThat(task.path("consumers").asInt()).isPositive();
        JsonNode routes = json(client.get("/api/routes"), 200);
        assertThat(each(routes, "id")).contains("scaffolder-task", "my-service");
        JsonNode contract = json(client.get("/api/contract"), 200);
        assertThat(contract.path("title").asText()).isEqualTo("Backstage Events System");
        JsonNode message = contract.at("/channels/0/messages/0");
        assertThat(message.at("/schema/properties").isEmpty()).isFalse();
        assertThat(message.at("/example/metadata/eventId").asText()).isNotEmpty();
    }

    @Test
    void lists_come_in_pages() throws Exception {
        List<String> names = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = json(client.get("/api/channels?limit=1" + next), 200);
            names.addAll(each(page, "name"));
            next = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asText();
        }
        assertThat(names).hasSize(4).doesNotHaveDuplicates();
        for (String wrong : List.of("limit=0", "limit=x", "limit=501", "cursor=x", "cursor=Li4vLi4")) {
            assertThat(problem(client.get("/api/channels?" + wrong), 400)
                            .path("parameter")
                            .asText())
                    .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    @Test
    void a_destination_is_paused_and_resumed_and_the_audit_says_who_did_it() throws Exception {
        assertThat(each(json(client.get("/api/destinations"), 200), "name")).containsExactly("archive", "my-service");
        JsonNode paused = json(client.post("/api/destinations/archive/pause"), 200);
        assertThat(paused.path("state").asText()).isEqualTo("paused");
        assertThat(paused.path("reason").asText()).isEqualTo("paused by localhost");
        assertThat(paused.path("since").asText()).isNotEmpty();
        JsonNode resumed = json(client.post("/api/destinations/archive/resume"), 200);
        assertThat(resumed.path("state").asText()).isNotEqualTo("paused");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(json(client.get("/api/destinations/archive"), 200)
                        .path("state")
                        .asText())
                .isEqualTo("delivers"));
        awaitAudit("action=pause", "who=\"localhost\"", "role=operator", "on=\"archive\"", "outcome=done");
        problem(client.post("/api/destinations/nobody/pause"), 404);
        awaitAudit("action=pause", "on=\"nobody\"", "outcome=not found");
    }

    @Test
    void a_test_event_reaches_its_destination_alone_with_an_id_that_marks_it() throws Exception {
        String id = json(client.post("/api/destinations/my-service/test"), 202)
                .path("event")
                .asText();
        assertThat(id).startsWith("test-");
        await().atMost(PATIENCE).until(() -> !receiver.requests(id).isEmpty());
        assertThat(new String(receiver.requests(id).get(0).body(), StandardCharsets.UTF_8))
                .contains(id.substring("test-".length()));
        assertThat(problem(client.post("/api/destinations/my-service/test?channel=none"), 400)
                        .path("parameter")
                        .asText())
                .isEqualTo("channel");
        awaitAudit("action=test", "event=\"" + id + "\"");
    }

    @Test
    void an_archived_event_is_found_by_its_id_and_sent_again() throws Exception {
        String id = Events.newId();
        amqp.send(Events.TASK, Events.task(id, "completed").getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE)
                .until(() -> client.get("/api/events/" + id).statusCode() == 200
                        && !receiver.requests(id).isEmpty());
        JsonNode event = json(client.get("/api/events/" + id), 200);
        assertThat(event.path("channel").asText()).isEqualTo(Events.TASK);
        assertThat(event.path("held").asBoolean()).isTrue();
        assertThat(event.at("/archived/0/body").asText()).contains(id);
        await().atMost(PATIENCE)
                .until(() -> !json(client.get("/api/attempts?event=" + id + "&destination=my-service"), 200)
                        .path("items")
                        .isEmpty());
        JsonNode attempt = json(client.get("/api/attempts?event=" + id + "&destination=my-service&limit=1"), 200)
                .at("/items/0");
        assertThat(attempt.path("outcome").asText()).isEqualTo("delivered");
        assertThat(attempt.at("/exchange/requestHeaders/webhook-id").asText()).isEqualTo(id);
        JsonNode one = json(client.get("/api/attempts/" + attempt.path("id").asText()), 200);
        assertThat(one).isEqualTo(attempt);
        problem(client.get("/api/attempts/none"), 404);
        problem(client.post("/api/events/" + id + "/send-again"), 400);
        problem(client.post("/api/events/" + id + "/send-again?destination=nobody"), 404);
        HttpResponse<String> again = client.post("/api/events/" + id + "/send-again?destination=my-service");
        assertThat(again.statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> receiver.requests(id).size() == 2);
        assertThat(receiver.requests(id).get(1).body())
                .isEqualTo(receiver.requests(id).get(0).body());
        problem(client.get("/api/events/nothing-known"), 404);
    }

    @Test
    void what_cannot_be_is_answered_with_a_problem() throws Exception {
        problem(client.get("/api/nothing"), 404);
        problem(client.send("PUT", "/api/channels", "{}"), 405);
        problem(client.with("Content-Type", "text/plain").send("POST", "/api/dead-letters/redrive", "{}"), 415);
        problem(client.with("Accept", "image/png").get("/api/channels"), 406);
        problem(client.get("/api/jobs/none"), 404);
        problem(client.get("/api/dead-letters/none"), 404);
        problem(client.get("/api/attempts?status=abc"), 400);
        problem(client.get("/api/attempts?from=yesterday"), 400);
        problem(client.get("/api/destinations/nobody"), 404);
    }

    @Test
    void every_answer_is_for_nobody_but_its_reader() throws Exception {
        HttpResponse<String> answer = client.get("/api/channels");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
    }
}
