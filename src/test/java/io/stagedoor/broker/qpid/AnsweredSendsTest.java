package io.stagedoor.broker.qpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.TestBroker;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.qpid.jms.JmsConnection;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the broker refuses in a transaction fails its commit, with the broker's reason, and only that. */
class AnsweredSendsTest {

    private TestBroker broker;
    private JmsConnection connection;
    private Session session;
    private volatile ActiveMQException refusal;

    /** The broker answers nothing before. */
    private volatile CountDownLatch held = new CountDownLatch(0);

    @BeforeEach
    void connect() throws Exception {
        broker = new TestBroker();
        broker.tell(new ActiveMQServerMessagePlugin() {
            @Override
            public void beforeSend(
                    ServerSession by, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
                    throws ActiveMQException {
                await(held);
                if (refusal != null && "b".equals(message.getAddress())) {
                    throw refusal;
                }
            }
        });
        connection =
                (JmsConnection) new JmsConnectionFactory(AcksTogetherFactory.SCHEME + broker.url()).createConnection();
        connection.start();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(3, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (!connection.isFailed()) {
            connection.close();
        }
        broker.close();
    }

    private void send(String queue) throws JMSException {
        session.createProducer(session.createQueue(queue)).send(session.createTextMessage("event"));
    }

    @Test
    void the_commit_fails_with_the_brokers_reason_and_nothing_of_the_transaction_takes_effect() throws Exception {
        refusal = new ActiveMQException("odd");
        send("a");
        send("b");
        send("c");
        assertThatThrownBy(session::commit).hasMessageContaining("odd [condition = failed]");
        assertThat(broker.depth("a") + broker.depth("b") + broker.depth("c")).isZero();
    }

    @Test
    void a_missing_right_and_a_full_queue_have_exceptions_of_their_own() throws Exception {
        refusal = new ActiveMQSecurityException("no right");
        send("b");
        assertThatThrownBy(session::commit).isInstanceOf(JMSSecurityException.class);
        refusal = new ActiveMQAddressFullException("full");
        send("b");
        assertThatThrownBy(session::commit).isInstanceOf(ResourceAllocationException.class);
    }

    @Test
    void the_transaction_after_it_commits_whether_the_refused_one_was_committed_or_rolled_back() throws Exception {
        refusal = new ActiveMQException("odd");
        send("b");
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
        send("a");
        session.commit();
        send("b");
        session.rollback();
        send("a");
        session.commit();
        assertThat(broker.depth("a")).isEqualTo(2);
        assertThat(broker.depth("b")).isZero();
    }

    @Test
    void another_session_of_the_connection_and_its_exception_listener_hear_nothing_of_it() throws Exception {
        AtomicBoolean heard = new AtomicBoolean();
        connection.setExceptionListener(failure -> heard.set(true));
        refusal = new ActiveMQException("odd");
        send("b");
        try (Session other = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            other.createProducer(other.createQueue("a")).send(other.createTextMessage("event"));
            assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
            other.commit();
        }
        assertThat(broker.depth("a")).isEqualTo(1);
        assertThat(heard).isFalse();
    }

    /** Artemis would commit the rest. */
    @Test
    void what_an_interceptor_refuses_is_rolled_back_with_the_rest() throws Exception {
        broker.intercept(message -> !"b".equals(message.getAddress()));
        send("a");
        send("b");
        assertThatThrownBy(session::commit).hasMessageContaining("Interceptor rejected message");
        assertThat(broker.depth("a")).isZero();
    }

    @Test
    void a_commit_that_waits_for_an_answer_fails_when_the_connection_is_lost() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        held = answer;
        send("a");
        new Thread(broker::cutConnections).start();
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
        answer.countDown();
        assertThat(broker.depth("a")).isZero();
    }
}
