package io.stagedoor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line of an attempt: the same names in its text and, for a JSON log, in the MDC of its record. */
class AttemptLogTest {

    private static final Duration TOOK = Duration.ofMillis(12);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private record Line(String text, Map<String, String> fields) {}

    private final List<Line> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger("io.stagedoor.delivery");
    private final AttemptLog log = new AttemptLog();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new Line(line.getMessage(), Map.copyOf(((ExtLogRecord) line).getMdcCopy())));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    private static Delivery delivery(String destination) {
        return new Delivery(
                destination,
                "e-1",
                "backstage/scaffolder/task",
                "application/json",
                null,
                NOON,
                Attempts.NONE,
                new EventBody(new byte[0]));
    }

    private void fails(String destination, String error) {
        Failure failure = new Failure(Failure.Kind.RETRYABLE, 503, error, null);
        Attempts attempts = Attempts.NONE.failed(failure, NOON);
        log.write(delivery(destination), failure, new Verdict.Retry(attempts, NOON.plusSeconds(5)), 503, TOOK, null);
    }

    @Test
    void a_delivery_says_where_what_and_how_fast() {
        log.write(delivery("cmdb"), null, new Verdict.Delivered(), 204, TOOK, null);

        assertThat(lines)
                .extracting(Line::text)
                .containsExactly("delivered destination=cmdb event=e-1"
                        + " channel=backstage/scaffolder/task attempt=1 outcome=delivered status=204 ms=12");
    }

    @Test
    void a_failure_has_the_same_names_and_the_error_in_quotes() {
        fails("cmdb", "HTTP 503: \"no\" = never");

        assertThat(lines)
                .extracting(Line::text)
                .containsExactly("failed, next attempt in 5 s: destination=cmdb"
                        + " event=e-1 channel=backstage/scaffolder/task attempt=1 outcome=retried status=503 ms=12"
                        + " error=\"HTTP 503: \\\"no\\\" = never\"");
    }

    @Test
    void a_json_log_finds_each_name() {
        fails("cmdb", "HTTP 503");

        assertThat(lines.get(0).fields())
                .containsEntry("destination", "cmdb")
                .containsEntry("event", "e-1")
                .containsEntry("channel", "backstage/scaffolder/task")
                .containsEntry("attempt", "1")
                .containsEntry("outcome", "retried")
                .containsEntry("status", "503")
                .containsEntry("ms", "12")
                .containsEntry("error", "HTTP 503");
    }

    @Test
    void what_a_receiver_answers_cannot_control_the_terminal_that_shows_it() {
        fails("cmdb", "HTTP 503: \u001b[2J");

        assertThat(lines.get(0).text()).contains("HTTP 503").doesNotContain("\u001b");
        assertThat(lines.get(0).fields().get("error")).doesNotContain("\u001b");
    }

    @Test
    void a_storm_is_summed_up_and_dead_letters_by_themselves() {
        for (int i = 0; i < 100; i++) {
            fails("cmdb", "HTTP 503");
        }
        Verdict dead = Verdict.giveUp("cmdb", Attempts.NONE, DeadLetterReason.EXHAUSTED);
        for (int i = 0; i < 7; i++) {
            log.write(delivery("cmdb"), Failure.retryable("HTTP 503"), dead, null, TOOK, null);
        }
        assertThat(lines).hasSize(10);

        log.summarize();

        assertThat(lines.subList(10, lines.size()))
                .extracting(Line::text)
                .containsExactly(
                        "left out of the log, failed and tried again: attempts=90 destinations=1 cmdb=90",
                        "left out of the log, given up, now dead letters: attempts=7 destinations=1 cmdb=7");
    }
}
