package io.stagedoor.routing.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.Log;
import io.stagedoor.testing.NettyMemory;
import io.stagedoor.testing.TcpProxy;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitLeaseTest {

    private static final long MORE_THAN_ALONE = Duration.ofMillis(1_100).toNanos();

    /** Stands still, so that a slow machine makes no process alone. */
    private final AtomicLong nanos = new AtomicLong();

    private Executor later = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
    private TestBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    /** What one replica has for a channel. */
    private record Process(
            AmqpConnector connector, CommitLease lease, List<String> read, jakarta.jms.Connection jms, Session session)
            implements AutoCloseable {

        static Process at(String url, LongSupplier nanos, Executor later) throws JMSException {
            AmqpConnector connector = TestBroker.connector(url);
            List<String> read = new ArrayList<>();
            jakarta.jms.Connection jms = new JmsConnectionFactory(url).createConnection();
            Session session = jms.createSession(Session.SESSION_TRANSACTED);
            CommitLease lease = new CommitLease(connector, "x", new SeenLog("x", read::addAll), nanos, later);
            return new Process(connector, lease, read, jms, session);
        }

        void commits(String id) throws JMSException {
            lease.enter();
            Runnable committed = lease.note(session, List.of(id));
            session.commit();
            committed.run();
            lease.leave();
        }

        @Override
        public void close() throws JMSException {
            lease.close();
            connector.close();
            jms.close();
        }
    }

    private Process process(String url) throws JMSException {
        return Process.at(url, nanos::get, later);
    }

    private boolean isHeld() throws Exception {
        try (AmqpConnector connector = TestBroker.connector(broker.url());
                QueueManagement management = new QueueManagement(connector.open(), Duration.ofSeconds(10))) {
            return management.delivering("turn/commit/x") == 1;
        }
    }

    @Test
    void a_released_lease_leaves_nothing_in_memory() throws Exception {
        try (Process one = process(broker.url());
                Process other = process(broker.url())) {
            commit(one, other, 100);
            long before = NettyMemory.buffers();

            commit(one, other, 500);

            assertThat(NettyMemory.buffers() - before).isLessThan(100);
        }
    }

    private static void commit(Process one, Process other, int times) throws JMSException {
        for (int i = 0; i < times; i++) {
            one.commits("one-" + i);
            other.commits("other-" + i);
        }
    }

    @Test
    void a_process_that_commits_knows_what_others_have_committed() throws Exception {
        try (Log log = new Log("io.stagedoor.routing");
                Process one = process(broker.url());
                Process other = process(broker.url())) {
            one.commits("one");
            for (int i = 0; i < 20; i++) {
                other.commits("other-" + i);
                assertThat(other.read()).last().isEqualTo(i == 0 ? "one" : "one-" + (i - 1));
                one.commits("one-" + i);
                assertThat(one.read()).last().isEqualTo("other-" + i);
            }
            assertThat(log.warnings()).as("nobody committed without").isEmpty();
        }
    }

    @Test
    void a_process_that_is_alone_keeps_the_lease_and_another_still_gets_it() throws Exception {
        List<Runnable> ends = new CopyOnWriteArrayList<>();
        later = ends::add;
        try (Log log = new Log("io.stagedoor.routing");
                Process one = process(broker.url());
                Process other = process(broker.url())) {
            one.commits("first");
            await().until(() -> !isHeld()); // A process that has just started does not know yet that it is alone.
            nanos.addAndGet(MORE_THAN_ALONE);
            one.commits("second");
            assertThat(isHeld()).isTrue();
            ends.forEach(Runnable::run);
            await().until(() -> !isHeld());

            one.commits("third");
            ends.forEach(Runnable::run);
            other.commits("another");
            assertThat(other.read()).containsExactly("first", "second", "third");
            one.commits("fourth");
            await().until(() -> !isHeld());
            assertThat(one.read()).containsExactly("another");
            assertThat(log.warnings()).as("nobody committed without").isEmpty();
        }
    }

    @Test
    void a_process_that_lost_its_connection_asks_for_the_lease_again() throws Exception {
        try (TcpProxy proxy = new TcpProxy(broker.port());
                Process one = process("amqp://localhost:" + proxy.port());
                Process other = process(broker.url())) {
            one.commits("first");
            nanos.addAndGet(MORE_THAN_ALONE);
            one.lease().enter();
            one.lease().leave();
            proxy.cut(true);
            other.commits("another");

            await().untilAsserted(() -> {
                one.lease().enter();
                one.lease().leave();
                assertThat(one.read()).contains("another");
            });
        }
    }
}
