package io.stagedoor.ingress;

import static io.stagedoor.ingress.IngressRig.task;
import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.testing.Events;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the running program refuses over HTTP, and what it says of itself. */
class IngressRefusalsIT extends IngressProgram {

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
