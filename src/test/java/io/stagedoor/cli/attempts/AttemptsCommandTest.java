package io.stagedoor.cli.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.cli.BrokerCommandRig;
import io.stagedoor.cli.Cli;
import io.stagedoor.history.Attempts;
import io.stagedoor.history.write.WrittenHistory;
import org.junit.jupiter.api.Test;

class AttemptsCommandTest extends BrokerCommandRig {

    AttemptsCommandTest() {
        super("attempts");
    }

    @Test
    void it_lists_the_newest_first_and_filters() throws Exception {
        write();

        assertThat(run("--limit", "2").outLines())
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("START  "),
                        first -> assertThat(first)
                                .startsWith("2026-11-23T07:10:40.378Z")
                                .contains("crm", "retried", "503", "15000", "e3", "task-e3", "HTTP 503"),
                        second -> assertThat(second).contains("cmdb", "delivered", "204", "e2"),
                        empty -> assertThat(empty).isEmpty(),
                        sum -> assertThat(sum).isEqualTo("2 attempts; there are more, --limit 0 lists all"));
        assertThat(run("--destination", "cmdb").lastLine()).isEqualTo("2 attempts");
        assertThat(run("--outcome", "retried", "--status", "5xx").lastLine()).isEqualTo("1 attempt");
        assertThat(run("--event", "e1", "--subject", "TASK-e1", "--channel", Attempts.CHANNEL)
                        .lastLine())
                .isEqualTo("1 attempt");
        assertThat(run("--older-than", "1ms", "--limit", "0").lastLine()).isNotEmpty();
        assertThat(run("--status", "404").outLines()).containsExactly("0 attempts");
    }

    @Test
    void as_json_each_attempt_is_one_line_with_all_that_is_known() throws Exception {
        write();

        JsonNode line =
                new ObjectMapper().readTree(run("--json", "--event", "e1").out());

        assertThat(line.path("destination").asText()).isEqualTo("cmdb");
        assertThat(line.path("status").asInt()).isEqualTo(204);
        assertThat(line.path("body").asText()).isEqualTo("{\"eventPayload\":{\"taskId\":\"task-e1\"}}");
        assertThat(line.at("/exchange/address").asText()).isEqualTo("127.0.0.1:8089");
        assertThat(line.at("/exchange/requestHeaders/authorization").asText()).isEqualTo("***");
        assertThat(line.at("/exchange/responseBody").asText()).isEqualTo("thanks for e1");
        assertThat(line.path("nextAttempt").isNull()).isTrue();
    }

    @Test
    void one_attempt_is_shown_with_its_request_and_answer() throws Exception {
        write();
        String id = new ObjectMapper()
                .readTree(run("--json", "--event", "e1").out())
                .path("id")
                .asText();

        Cli.Result shown = run("show", id);

        assertThat(shown.exit()).isZero();
        assertThat(shown.outLines())
                .contains(
                        "attempt " + id,
                        "  destination  cmdb",
                        "  took         12 ms",
                        "  address      127.0.0.1:8089",
                        "Request headers:",
                        "  authorization: ***",
                        "Response body:",
                        "  thanks for e1",
                        "Event, 37 bytes:");
        assertThat(run("show", id, "--json").out()).contains("\"id\":\"" + id + "\"");
    }

    @Test
    void what_is_wrong_is_named() throws Exception {
        assertThat(run("show", "e1").err())
                .contains("this is not the id of an attempt", "'stagedoor attempts' lists them");
        assertThat(run("--status", "abc").err()).contains("--status: 'abc' is not an HTTP status");
        assertThat(run("--limit", "-1").exit()).isEqualTo(2);
        assertThat(run("--older-than", "2h", "--newer-than", "1h").err()).contains("swap the two values?");
        assertThat(run("show", "019abcdef01_cmdb_w1-a_0").err())
                .contains("the delivery history no longer has this attempt");
        assertThat(run("--url", "amqp://localhost:1").err()).contains("no broker at amqp://localhost:1");
    }

    private void write() throws Exception {
        try (AmqpConnector connector = TestBroker.connector(broker.url())) {
            WrittenHistory written = new WrittenHistory(connector);
            written.add(Attempts.delivered("cmdb", "e1", 0));
            written.add(Attempts.delivered("cmdb", "e2", 1_000));
            written.write(Attempts.failed("crm", "e3", 2_000, 503));
        }
    }
}
