package io.stagedoor.tracing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Events;
import io.stagedoor.testing.receiver.Collector.Span;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

/** The spans that a collector gets of an event, from its producer to its receiver. */
class TracesIT extends TracesRig {

    @Test
    void one_trace_goes_from_the_producer_through_routing_every_attempt_and_the_archive_to_the_receiver()
            throws Exception {
        String trace = newTrace();
        String id = Events.newId();
        receiver.answers(request -> Answer.of(receiver.requests(id).size() < 2 ? 503 : 204));

        amqp.send(Events.TASK, event(id, "completed", trace, "01").property("tracestate", "congo=t61rcWkgMzE"));

        List<Span> spans = await().atMost(LONG).until(() -> collector.trace(trace), all -> all.size() == 10);
        Span process = only(spans, "process " + Events.TASK);
        assertThat(process.parent()).isEqualTo(PRODUCER);
        assertThat(process.kind()).isEqualTo("CONSUMER");
        assertThat(process.attributes())
                .containsEntry("messaging.system", "activemq")
                .containsEntry("messaging.operation.name", "process")
                .containsEntry("messaging.operation.type", "process")
                .containsEntry("messaging.destination.name", Events.TASK)
                .containsEntry("stagedoor.event_id", id)
                .containsEntry("stagedoor.outcome", "routed");
        Span commit = only(spans, "commit " + Events.TASK);
        assertThat(commit.parent()).isEqualTo(process.id());
        assertThat(commit.kind()).isEqualTo("CLIENT");

        Span sent = only(spans, "send deliver/my-service");
        assertThat(sent.parent()).isEqualTo(process.id());
        assertThat(sent.kind()).isEqualTo("PRODUCER");
        List<Span> attempts = named(spans, "process deliver/my-service");
        assertThat(attempts).hasSize(2).allSatisfy(attempt -> assertThat(attempt.parent())
                .isEqualTo(sent.id()));
        assertThat(attempts.get(0).error()).isTrue();
        assertThat(attempts.get(0).attributes())
                .containsEntry("stagedoor.attempt", 1L)
                .containsEntry("stagedoor.outcome", "retried")
                .containsEntry("error.type", "503");
        assertThat(attempts.get(1).error()).isFalse();
        assertThat(attempts.get(1).attributes())
                .containsEntry("stagedoor.attempt", 2L)
                .containsEntry("stagedoor.outcome", "delivered");

        List<Span> posts = named(spans, "POST");
        assertThat(posts).extracting(Span::parent).containsExactlyElementsOf(ids(attempts));
        assertThat(posts.get(0).attributes())
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.response.status_code", 503L)
                .containsEntry("error.type", "503")
                .containsEntry("server.address", "localhost")
                .containsKey("server.port")
                .doesNotContainKey("http.request.resend_count");
        assertThat(posts.get(1).attributes())
                .containsEntry("http.response.status_code", 204L)
                .containsEntry("http.request.resend_count", 1L)
                .doesNotContainKey("error.type");
        assertThat(receiver.requests(id))
                .extracting(request -> request.headers().get("traceparent"))
                .containsExactly(
                        "00-" + trace + "-" + posts.get(0).id() + "-01",
                        "00-" + trace + "-" + posts.get(1).id() + "-01");
        assertThat(receiver.requests(id))
                .extracting(request -> request.headers().get("tracestate"))
                .containsOnly("congo=t61rcWkgMzE");

        Span archive = only(spans, "archive");
        assertThat(archive.parent())
                .isEqualTo(only(spans, "process deliver/archive").id());
        assertThat(only(spans, "process deliver/archive").parent())
                .isEqualTo(only(spans, "send deliver/archive").id());
        assertThat(archive.attributes().get("file.path")).asString().endsWith(".jsonl");
    }

    @Test
    void events_that_share_a_commit_are_linked_to_it_and_stay_in_their_own_traces() throws Exception {
        Set<String> traces = new HashSet<>();
        List<Message<?>> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String trace = newTrace();
            traces.add(trace);
            events.add(event(Events.newId(), "completed", trace, "01"));
        }

        amqp.sendAll(Events.TASK, events);

        await().atMost(LONG)
                .until(() -> collector.spans().stream()
                                .filter(span -> traces.contains(span.trace())
                                        && span.name().equals("POST"))
                                .count()
                        == 200);
        List<Span> processed = collector.spans().stream()
                .filter(span -> traces.contains(span.trace()) && span.name().equals("process " + Events.TASK))
                .toList();
        assertThat(processed).hasSize(200).allSatisfy(span -> assertThat(span.parent())
                .isEqualTo(PRODUCER));
        List<Span> shared = named(collector.spans(), "commit " + Events.TASK).stream()
                .filter(commit -> !commit.links().isEmpty())
                .toList();
        assertThat(shared).isNotEmpty().allSatisfy(commit -> {
            assertThat(commit.parent()).isEmpty();
            assertThat(traces).doesNotContain(commit.trace());
            assertThat(commit.attributes()).containsEntry("messaging.batch.message_count", (long)
                    commit.links().size());
            assertThat(ids(processed)).containsAll(commit.links());
            assertThat(processed.stream()
                            .filter(span -> span.links().contains(commit.id()))
                            .map(Span::id)
                            .collect(toSet()))
                    .isEqualTo(Set.copyOf(commit.links()));
        });
    }

    private static List<Span> named(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .sorted(Comparator.comparing(Span::began))
                .toList();
    }

    private static Span only(List<Span> spans, String name) {
        assertThat(named(spans, name)).as(name).hasSize(1);
        return named(spans, name).get(0);
    }

    private static List<String> ids(List<Span> spans) {
        return spans.stream().map(Span::id).toList();
    }
}
