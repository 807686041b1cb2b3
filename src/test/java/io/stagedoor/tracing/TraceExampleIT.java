package io.stagedoor.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The trace that the documentation shows is one of this program. It writes a whole one to target/trace.json. */
class TraceExampleIT extends TracesRig {

    private static final Path DOCUMENT = Path.of("docs/operate.md");
    private static final Path WHOLE = Path.of("target/trace.json");
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(\\{\"resourceSpans\".*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void each_span_of_the_example_has_what_a_captured_one_has() throws Exception {
        String trace = newTrace();
        String id = Events.newId();
        receiver.answers(request -> Answer.of(receiver.requests(id).size() < 2 ? 503 : 204));
        amqp.send(Events.TASK, event(id, "completed", trace, "01"));
        await().atMost(LONG).until(() -> collector.trace(trace), all -> all.size() == 10);
        JsonNode whole = collector.json(trace);
        JSON.writerWithDefaultPrettyPrinter().writeValue(WHOLE.toFile(), whole);

        Matcher found = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(found.find()).isTrue();
        List<Map<String, String>> captured = spans(whole);
        assertThat(captured).hasSize(10);
        assertThat(spans(JSON.readTree(found.group(1)))).isNotEmpty().allSatisfy(span -> assertThat(captured)
                .contains(span));
    }

    /** The parts of each span; of those that differ in each trace only that they are there, and their form. */
    private static List<Map<String, String>> spans(JsonNode request) {
        List<Map<String, String>> all = new ArrayList<>();
        request.at("/resourceSpans/0/scopeSpans/0/spans").forEach(span -> {
            Map<String, String> parts = new TreeMap<>();
            span.fields().forEachRemaining(part -> parts.put(part.getKey(), form(part.getValue())));
            span.path("attributes").forEach(each -> parts.put(each.path("key").asText(), form(each.path("value"))));
            parts.remove("attributes");
            all.add(parts);
        });
        return all;
    }

    private static String form(JsonNode value) {
        return value.toString()
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "uuid")
                .replaceAll("\\b([0-9a-f]{32}|[0-9a-f]{16})\\b", "hex")
                .replaceAll("\\b\\d{5,}\\b", "number");
    }
}
