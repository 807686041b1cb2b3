package io.stagedoor.history.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.queue.ConsumerLease;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.Attempts;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.RecordedEvent;
import io.stagedoor.history.read.BrokerHistory;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.qpid.protonj2.client.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, whose queues are on pages. */
class HistoryTrimTest {

    private static final int KIB = 1024;

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private EmbeddedBroker broker;
    private AmqpConnector connector;
    private WrittenHistory written;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        connector = TestBroker.connector("amqp://localhost:" + port);
        written = new WrittenHistory(connector);
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        broker.close();
    }

    @Test
    void the_oldest_go_where_a_destination_or_all_together_have_too_much() throws Exception {
        fill("busy", 100);
        fill("calm", 10);

        trim(new HistorySettings(10_000 * KIB, 600 * KIB, Duration.ofDays(7), 0), 0);
        assertThat(bytes("busy")).isBetween(500L * KIB, 600L * KIB);
        assertThat(events("calm")).hasSize(10);
        assertThat(events("busy")).first().isEqualTo("busy-99");

        trim(new HistorySettings(310 * KIB, 600 * KIB, Duration.ofDays(7), 0), 0);
        assertThat(bytes("busy") + bytes("calm")).isLessThanOrEqualTo(310L * KIB);
        assertThat(events("calm")).hasSize(10);
        assertThat(events("busy")).first().isEqualTo("busy-99");

        trim(new HistorySettings(0, 600 * KIB, Duration.ofDays(7), 0), 0);
        assertThat(events("busy")).isEmpty();
        assertThat(bytes("busy") + bytes("calm") + bytes("_index")).isZero();
    }

    @Test
    void what_is_too_old_goes() throws Exception {
        fill("cmdb", 10);
        HistorySettings settings = new HistorySettings(10_000 * KIB, 600 * KIB, Duration.ofHours(1), 0);

        trim(settings, Duration.ofHours(1).toMillis() - 1);
        assertThat(events("cmdb")).hasSize(10);

        trim(settings, Duration.ofHours(1).toMillis() + 2_500);
        assertThat(events("cmdb")).hasSize(7).doesNotContain("cmdb-0", "cmdb-1", "cmdb-2");

        trim(settings, Duration.ofHours(1).toMillis() + 10_000);
        assertThat(events("cmdb")).isEmpty();
    }

    @Test
    void one_replica_at_a_time_does_it() throws Exception {
        fill("cmdb", 10);
        try (Connection other = connector.open()) {
            ConsumerLease.prepare(connector, "history");
            ConsumerLease.take(other.openSession(), "history");

            trim(new HistorySettings(0, KIB, Duration.ofDays(7), 0), 0);

            assertThat(events("cmdb")).hasSize(10);
        }
    }

    /** So many segments of 10 KiB, a second between them. */
    private void fill(String destination, int segments) throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < segments; i++) {
            byte[] body = new byte[10 * KIB];
            random.nextBytes(body);
            AttemptRecord attempt = Attempts.delivered(destination, destination + "-" + i, i * 1_000L);
            RecordedEvent event = attempt.event();
            written.write(new AttemptRecord(
                    null,
                    attempt.start(),
                    attempt.duration(),
                    destination,
                    attempt.outcome(),
                    attempt.status(),
                    null,
                    1,
                    null,
                    new RecordedEvent(event.id(), event.channel(), null, event.contentType(), event.received(), body),
                    null));
        }
    }

    /** @param later ms after the first attempt */
    private void trim(HistorySettings settings, long later) throws Exception {
        Clock clock = Clock.fixed(Attempts.NOW.plusMillis(later), ZoneOffset.UTC);
        new HistoryTrim(connector, settings, clock).trim();
    }

    private List<String> events(String destination) throws Exception {
        try (BrokerHistory history = new BrokerHistory(connector)) {
            return history.page(HistoryFilter.ALL.at(Set.of(destination)), 1_000, null).attempts().stream()
                    .map(attempt -> attempt.event().id())
                    .toList();
        }
    }

    private long bytes(String destination) throws Exception {
        try (QueueManagement management = new QueueManagement(connector.open(), Duration.ofSeconds(20))) {
            return management.size("history/" + destination);
        }
    }
}
