package io.stagedoor.history.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.Attempts;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.HistoryPage;
import io.stagedoor.history.StatusPattern;
import io.stagedoor.history.write.WrittenHistory;
import io.stagedoor.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads from a real broker, whose queues are on pages. */
class HistoryOnBrokerTest {

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final String url = "amqp://localhost:" + port;
    private EmbeddedBroker broker;
    private AmqpConnector connector;
    private BrokerHistory history;
    private WrittenHistory written;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        connector = TestBroker.connector(url);
        history = new BrokerHistory(connector);
        written = new WrittenHistory(connector);
    }

    @AfterEach
    void stop() throws Exception {
        history.close();
        connector.close();
        broker.close();
    }

    @Test
    void an_empty_history_has_no_attempts() throws Exception {
        assertThat(history.page(HistoryFilter.ALL, 10, null)).isEqualTo(new HistoryPage(List.of(), null));
    }

    @Test
    void pages_are_complete_and_in_order_while_new_attempts_come() throws Exception {
        List<String> events = fill(40, 25);

        List<AttemptRecord> all = new ArrayList<>();
        String cursor = null;
        do {
            HistoryPage page = history.page(HistoryFilter.ALL, 70, cursor);
            all.addAll(page.attempts());
            cursor = page.next();
            written.write(Attempts.delivered("d3", "new-" + all.size(), 10_000_000 + all.size()));
        } while (cursor != null);

        assertThat(all).extracting(one -> one.event().id()).containsExactlyInAnyOrderElementsOf(events);
        assertThat(all).extracting(AttemptRecord::start).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(history.page(HistoryFilter.ALL, 1, null).attempts())
                .singleElement()
                .satisfies(newest -> assertThat(newest.event().id()).startsWith("new-"));
    }

    @Test
    void each_filter_finds_its_attempts() throws Exception {
        fill(6, 20);
        written.write(Attempts.failed("d2", "lost", 100, 503));

        assertThat(events(HistoryFilter.ofEvent("d4-e7"))).containsExactly("d4-e7");
        assertThat(events(HistoryFilter.ALL.at(Set.of("d1")))).hasSize(20).allMatch(id -> id.startsWith("d1-"));
        assertThat(events(filter("retried", null, null))).containsExactly("lost");
        assertThat(events(filter(null, "5xx", null))).containsExactly("lost");
        assertThat(events(filter(null, null, "TASK-d3-e3"))).containsExactly("d3-e3");
        assertThat(events(filter("rejected", null, null))).isEmpty();
        assertThat(events(new HistoryFilter(
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        null,
                        null,
                        Attempts.CHANNEL,
                        Attempts.NOW.plusMillis(100),
                        Attempts.NOW.plusMillis(101))))
                .contains("lost")
                .hasSize(2);
    }

    @Test
    void an_attempt_is_found_by_its_id_and_after_a_restart_of_the_broker() throws Exception {
        fill(3, 10);
        AttemptRecord one =
                history.page(HistoryFilter.ofEvent("d1-e5"), 1, null).attempts().get(0);
        broker.close();
        assertThatThrownBy(() -> history.attempt(one.id()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no broker at amqp://localhost:" + port);
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");

        assertThat(history.attempt(one.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(one);
        assertThat(history.attempt(one.id().replace("d1", "d9"))).isEmpty();
    }

    @Test
    void what_is_no_id_and_no_cursor_is_refused() {
        assertThatThrownBy(() -> history.attempt("../x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this is not the id of an attempt in the delivery history");
        assertThatThrownBy(() -> history.page(HistoryFilter.ALL, 10, "page2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("this is not a cursor of the delivery history");
        assertThatThrownBy(() -> history.page(HistoryFilter.ALL, 0, null))
                .hasMessage("the limit is 0, and not from 1 to 1000");
    }

    /** So many destinations with so many attempts each, interleaved, a few to a segment. */
    private List<String> fill(int destinations, int attempts) throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            for (int d = 0; d < destinations; d++) {
                String event = "d" + d + "-e" + i;
                events.add(event);
                written.add(Attempts.delivered("d" + d, event, i * 100L + d));
            }
            if (i % 4 == 3) {
                written.flush();
            }
        }
        written.flush();
        return events;
    }

    private List<String> events(HistoryFilter filter) throws IOException {
        return history.page(filter, 1_000, null).attempts().stream()
                .map(one -> one.event().id())
                .toList();
    }

    private static HistoryFilter filter(String outcome, String status, String subject) {
        return new HistoryFilter(
                Set.of(),
                outcome == null ? Set.of() : Set.of(outcome),
                status == null ? Set.of() : Set.of(new StatusPattern(status)),
                null,
                subject,
                null,
                null,
                null);
    }
}
