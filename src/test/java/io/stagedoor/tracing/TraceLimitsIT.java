package io.stagedoor.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Events;
import io.stagedoor.testing.receiver.Collector.Span;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

/** Traces of events that begin or end early: without a context, not sampled, or as a dead letter. */
class TraceLimitsIT extends TracesRig {

    @Test
    void an_event_without_a_context_begins_a_trace_that_its_receiver_can_continue() throws Exception {
        String id = Events.newId();
        amqp.send(Events.TASK, Events.task(id, "completed").getBytes(StandardCharsets.UTF_8));

        Request request = request(id);
        String trace = request.headers().get("traceparent").split("-")[1];
        Span process = awaited(trace, span -> span.name().equals("process " + Events.TASK));
        assertThat(process.parent()).isEmpty();
        await().atMost(LONG).until(() -> program.output().contains("event=" + id + " "));
        assertThat(program.output().lines().filter(line -> line.contains("event=" + id + " ")))
                .allSatisfy(line -> assertThat(line).contains(" trace=" + trace));
    }

    @Test
    void an_event_that_its_producer_does_not_sample_has_no_spans_and_its_receiver_is_told() throws Exception {
        String trace = newTrace();
        String id = Events.newId();
        amqp.send(Events.TASK, event(id, "completed", trace, "00"));

        assertThat(request(id).headers().get("traceparent")).matches("00-" + trace + "-[0-9a-f]{16}-00");
        String sentinel = newTrace();
        amqp.send(Events.TASK, event(Events.newId(), "completed", sentinel, "01"));
        awaited(sentinel, span -> span.name().equals("POST"));
        assertThat(collector.trace(trace)).isEmpty();
    }

    @Test
    void dead_letters_of_both_stages_are_errors_in_the_trace_of_their_event() throws Exception {
        String invalid = newTrace();
        amqp.send(
                Events.TASK,
                Message.create("{\"secret\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8))
                        .property("traceparent", "00-" + invalid + "-" + PRODUCER + "-01"));
        Span dead = awaited(invalid, span -> span.name().equals("send dead-letter/" + Events.TASK));
        Span process = awaited(invalid, span -> span.name().equals("process " + Events.TASK));
        assertThat(dead.parent()).isEqualTo(process.id());
        assertThat(process.error()).isTrue();
        assertThat(process.attributes())
                .containsEntry("error.type", "invalid")
                .containsEntry("stagedoor.outcome", "invalid");
        assertThat(amqp.take("dead-letter/" + Events.TASK).properties())
                .containsEntry("traceparent", "00-" + invalid + "-" + PRODUCER + "-01");

        String rejected = newTrace();
        receiver.answers(request -> new Answer(400, Map.of(), "hunter2"));
        amqp.send(Events.TASK, event(Events.newId(), "completed", rejected, "01"));
        Span second = awaited(rejected, span -> span.name().equals("send dead-letter/deliver/my-service"));
        Span attempt = awaited(rejected, span -> span.name().equals("process deliver/my-service"));
        assertThat(second.parent()).isEqualTo(attempt.id());
        assertThat(attempt.attributes()).containsEntry("stagedoor.outcome", "rejected");

        assertThat(collector.text()).doesNotContain("hunter2").doesNotContain("/hook");
        assertThat(collector.resource())
                .containsEntry("service.name", "stagedoor")
                .containsKey("service.version");
    }

    private Span awaited(String trace, Predicate<Span> wanted) {
        return await().atMost(LONG)
                .until(() -> collector.trace(trace).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }
}
