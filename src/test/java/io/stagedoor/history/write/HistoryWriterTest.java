package io.stagedoor.history.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.delivery.attempt.Attempted;
import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.event.EventBody;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.read.BrokerHistory;
import io.stagedoor.testing.FreePort;
import io.stagedoor.watch.HistoryMeters;
import io.stagedoor.watch.Watch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Instant START = Instant.parse("2026-11-23T07:10:38.378Z");
    private static final HistorySettings SETTINGS = new HistorySettings(10 << 20, 1 << 20, Duration.ofDays(7), 1_000);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private AmqpConnector connector;
    private HistoryWriter writer;

    @AfterEach
    void stop() throws Exception {
        writer.close();
        connector.close();
    }

    @Test
    void a_question_finds_what_ended_before_it() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            open(broker.url());
            writer.ended(attempted("e1", "{\"eventPayload\":{\"taskId\":\"T1\"}}"));
            writer.ended(attempted("e2", "x".repeat(1_001)));

            writer.flush(PATIENCE);

            assertThat(read())
                    .satisfiesExactlyInAnyOrder(
                            first -> {
                                assertThat(first.event().id()).isEqualTo("e1");
                                assertThat(first.event().subject()).isEqualTo("T1");
                                assertThat(first.event().body()).asString().contains("T1");
                                assertThat(first.outcome()).isEqualTo("retried");
                                assertThat(first.error()).isEqualTo("HTTP 503");
                                assertThat(first.status()).isEqualTo(503);
                                assertThat(first.attempt()).isEqualTo(1);
                                assertThat(first.nextAttempt()).isEqualTo(START.plusSeconds(5));
                                assertThat(first.exchange()).isNull();
                            },
                            second -> {
                                assertThat(second.event().id()).isEqualTo("e2");
                                assertThat(second.event().body()).isNull();
                                assertThat(second.event().subject()).isNull();
                            });
            assertThat(dropped()).isZero();
        }
    }

    @Test
    void a_stop_writes_what_is_there() throws Exception {
        try (TestBroker broker = new TestBroker()) {
            open(broker.url());
            writer.ended(attempted("e1", "{}"));
            writer.close();

            assertThat(read()).hasSize(1);
        }
    }

    @Test
    void while_the_broker_is_away_nobody_waits_and_what_has_no_room_is_counted() {
        open("amqp://localhost:" + FreePort.next());
        Attempted large = attempted("e", "x".repeat(1 << 20));

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.setThreadContentionMonitoringEnabled(true);
        long before = waited(threads);
        for (int i = 0; i < 10_000; i++) {
            writer.ended(large);
        }

        // Far less than the time-out of a connection, even for one of them.
        assertThat(waited(threads) - before).isLessThan(4_000);
        assertThat(dropped()).isPositive();
    }

    @Test
    void a_broker_that_does_not_permit_it_turns_it_off() {
        try (TestBroker broker = new TestBroker("", Map.of("program", "secret"))) {
            connector = new AmqpConnector(new BrokerSettings(
                    AmqpUrl.parse("url", broker.url()),
                    Optional.of("program"),
                    Optional.of("secret"),
                    Optional.empty()));
            start();
            writer.ended(attempted("e1", "{}"));

            await().atMost(PATIENCE).until(() -> dropped() == 1);
            writer.ended(attempted("e2", "{}"));
            assertThat(dropped()).isEqualTo(2);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** How long this thread has waited for others so far, in ms; not for the processor. */
    private static long waited(ThreadMXBean threads) {
        ThreadInfo own = threads.getThreadInfo(Thread.currentThread().getId());
        return own.getBlockedTime() + own.getWaitedTime();
    }

    private void open(String url) {
        connector = TestBroker.connector(url);
        start();
    }

    private void start() {
        writer = new HistoryWriter(connector, SETTINGS, new HistoryMeters(new Watch(registry)));
        writer.start();
    }

    private double dropped() {
        return registry.get("stagedoor.history.dropped").counter().count();
    }

    private List<AttemptRecord> read() throws Exception {
        try (BrokerHistory history = new BrokerHistory(connector)) {
            return history.page(HistoryFilter.ALL, 100, null).attempts();
        }
    }

    private static Attempted attempted(String id, String body) {
        Delivery delivery = new Delivery(
                "cmdb",
                id,
                "backstage/scaffolder/task",
                "application/json",
                null,
                START.minusMillis(7),
                Attempts.NONE,
                new EventBody(body.getBytes(StandardCharsets.UTF_8)));
        Failure failure = new Failure(Failure.Kind.RETRYABLE, 503, "HTTP 503", null);
        Verdict verdict = new Verdict.Retry(Attempts.NONE, START.plusSeconds(5));
        return new Attempted(delivery, START, Duration.ofMillis(9), verdict, failure, null);
    }
}
