package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Spans;
import io.stagedoor.tracing.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trace context of an event in the messages that its route makes of it, and the spans of the routing stage. */
class RoutedTraceTest extends RoutesRig {

    private static final String PROCESS = "process " + CHANNEL;

    private final Spans spans = new Spans();
    private String trace;
    private String context;

    @BeforeEach
    void newTrace() {
        trace = Events.newId().replace("-", "");
        context = "00-" + trace + "-b7ad6b7169203331-01";
    }

    @Override
    Traces traces() {
        return spans.traces();
    }

    @Test
    void each_message_of_an_event_carries_the_span_that_sent_it_even_if_the_route_removes_all_headers()
            throws Exception {
        start("- removeHeaders:\n    pattern: \"*\"\n" + to("amqp:queue:deliver/a") + to("amqp:queue:held/x"));
        send();

        List<SpanData> ended = ended(4);
        assertThat(names(ended))
                .containsExactlyInAnyOrder(PROCESS, "send deliver/a", "send held/x", "commit " + CHANNEL);
        for (String queue : List.of("deliver/a", "held/x")) {
            SpanData sent = ended.stream()
                    .filter(span -> span.getName().equals("send " + queue))
                    .findFirst()
                    .orElseThrow();
            assertThat(amqp.take(queue).properties())
                    .containsEntry("traceparent", "00-" + trace + "-" + sent.getSpanId() + "-01");
        }
    }

    @Test
    void a_route_cannot_set_the_context() throws Exception {
        start("- setHeader:\n    name: traceparent\n    constant: \"00-hunter2\"\n" + to("amqp:queue:deliver/a"));
        send();

        assertThat(amqp.take("deliver/a").properties().get("traceparent"))
                .asString()
                .startsWith("00-" + trace);
    }

    @Test
    void what_a_route_sent_before_it_failed_was_never_sent() throws Exception {
        start(to("amqp:queue:deliver/a")
                + "- throwException:\n    exceptionType: java.lang.IllegalStateException\n    message: boom\n");
        send();

        List<SpanData> ended = ended(3);
        assertThat(names(ended)).containsExactlyInAnyOrder(PROCESS, "send " + DEAD, "commit " + CHANNEL);
        assertThat(dead().properties()).containsEntry("traceparent", context);
    }

    private void send() throws Exception {
        amqp.send(
                CHANNEL,
                Message.create(event().getBytes(StandardCharsets.UTF_8)).property("traceparent", context));
    }

    private List<SpanData> ended(int count) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> spans.of(trace), all -> all.size() == count);
    }

    private static List<String> names(List<SpanData> spans) {
        return spans.stream().map(SpanData::getName).toList();
    }
}
