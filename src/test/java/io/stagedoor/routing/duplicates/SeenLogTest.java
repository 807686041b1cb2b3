package io.stagedoor.routing.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.FreePort;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.protonj2.client.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenLogTest {

    /** A tenth of the real sizes, and fewer blocks. */
    private static final SeenLog.Size SIZE = new SeenLog.Size(100, 50, 10, 20);

    private TestBroker broker;
    private AmqpConnector connector;
    private jakarta.jms.Connection jms;
    private Session session;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        connector = TestBroker.connector(broker.url());
        jms = new JmsConnectionFactory(broker.url()).createConnection();
        session = jms.createSession(Session.SESSION_TRANSACTED);
    }

    @AfterEach
    void stop() throws Exception {
        jms.close();
        broker.close();
    }

    private record Reader(SeenLog log, List<String> seen, Connection connection) {}

    private Reader reader() throws Exception {
        return reader(connector);
    }

    private static Reader reader(AmqpConnector connector) throws Exception {
        List<String> seen = new ArrayList<>();
        SeenLog log = new SeenLog("c", SIZE, seen::addAll);
        Connection connection = connector.open();
        log.open(connector, connection);
        return new Reader(log, seen, connection);
    }

    @Test
    void each_process_reads_what_the_other_commits_exactly_once() throws Exception {
        Reader one = reader();
        Reader two = reader();
        for (int i = 0; i < 20; i++) {
            Runnable committed = one.log().write(session, List.of("a" + i, "b" + i));
            two.log().read();
            assertThat(two.seen()).isEmpty();
            session.commit();
            committed.run();
            two.log().read();
            assertThat(two.seen()).containsExactly("a" + i, "b" + i);
            two.seen().clear();
        }
        one.log().write(session, List.of("never"));
        session.rollback();
        two.log().read();
        assertThat(two.seen()).isEmpty();
    }

    @Test
    void a_new_process_reads_the_latest_ids_however_few_each_commit_has_and_the_broker_keeps_no_more()
            throws Exception {
        Reader often = reader();
        Reader seldom = reader();
        for (int i = 0; i < 1_300; i++) {
            Reader writer = i % 4 == 0 ? seldom : often;
            writer.log().read();
            if (i % 100 == 99) {
                writer.log().write(session, List.of("never"));
                session.rollback();
            }
            Runnable committed = writer.log().write(session, List.of("id-" + i));
            session.commit();
            committed.run();
        }
        assertThat(broker.depth("seen/c")).isEqualTo(100);
        assertThat(broker.depth("seen/c/older")).isEqualTo(20);

        Reader next = reader();
        next.log().read();
        assertThat(next.seen()).contains(names(300, 1_300)).hasSizeLessThan(1_400);
    }

    /** Four channels with a backlog fill the broker's memory, and then every address goes to pages. */
    @Test
    void nothing_is_overlooked_while_the_broker_has_no_memory_left(@TempDir Path folder) throws Exception {
        System.setProperty("stagedoor.broker.memory", "1M");
        int port = FreePort.next();
        try (EmbeddedBroker full = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml")) {
            String url = "amqp://localhost:" + port;
            try (AmqpConnector connector = TestBroker.connector(url);
                    jakarta.jms.Connection jms = new JmsConnectionFactory(url).createConnection()) {
                Session session = jms.createSession(Session.SESSION_TRANSACTED);
                Reader one = reader(connector);
                Reader two = reader(connector);
                for (int i = 0; i < 400; i++) {
                    if (i % 100 == 50) {
                        try (MessageProducer backlog = session.createProducer(session.createQueue("held/backlog"))) {
                            for (int k = 0; k < 100; k++) {
                                backlog.send(session.createTextMessage("x".repeat(10_000)));
                            }
                        }
                    }
                    Runnable committed = one.log().write(session, List.of("id-" + i));
                    session.commit();
                    committed.run();
                    two.log().read();
                    assertThat(two.seen()).endsWith("id-" + i);
                }
                Reader next = reader(connector);
                next.log().read();
                // Some twice: also in a block, or where the broker starts to write pages.
                assertThat(next.seen()).contains(names(0, 400)).hasSizeLessThan(800);
            }
        } finally {
            System.clearProperty("stagedoor.broker.memory");
        }
    }

    private static String[] names(int first, int end) {
        return IntStream.range(first, end).mapToObj(i -> "id-" + i).toArray(String[]::new);
    }
}
