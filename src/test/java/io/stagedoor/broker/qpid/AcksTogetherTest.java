package io.stagedoor.broker.qpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.TestBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcksTogetherTest {

    private static final String QUEUE = "backstage/events";
    private static final int PREFETCH = 10;
    private static final long WAIT_MS = 5_000;

    private TestBroker broker;
    private Connection connection;
    private Session session;
    private MessageConsumer consumer;

    @BeforeEach
    void connect() throws Exception {
        broker = new TestBroker();
        WatchedFactory.DONE.clear();
        WatchedFactory.failing = false;
        connect(WatchedFactory.SCHEME);
    }

    private void connect(String scheme) throws JMSException {
        connection = new JmsConnectionFactory(scheme + broker.url() + "?jms.receiveLocalOnly=true"
                        + "&jms.receiveNoWaitLocalOnly=true&jms.prefetchPolicy.queuePrefetch=" + PREFETCH)
                .createConnection();
        connection.start();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        consumer = session.createConsumer(session.createQueue(QUEUE));
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        broker.close();
    }

    @Test
    void acknowledgements_go_when_half_of_the_prefetched_messages_are_used_up_and_before_the_commit() throws Exception {
        send(17);
        receive(4);
        assertThat(WatchedFactory.DONE).isEmpty();
        receive(1);
        assertThat(WatchedFactory.DONE).isEqualTo(Collections.nCopies(5, "ack"));
        receive(12);
        session.commit();
        List<String> expected = new ArrayList<>(Collections.nCopies(17, "ack"));
        expected.add("commit");
        assertThat(WatchedFactory.DONE).isEqualTo(expected);
        assertThat(broker.depth(QUEUE)).isZero();
    }

    /** An acknowledgement that reaches the broker while it processes a sent message may corrupt its transaction. */
    @Test
    void acknowledgements_go_before_anything_is_sent() throws Exception {
        send(3);
        MessageProducer onward = session.createProducer(session.createQueue("onward"));
        receive(3);
        onward.send(session.createTextMessage("a"));
        onward.send(session.createTextMessage("b"));
        session.commit();
        assertThat(WatchedFactory.DONE).containsExactly("ack", "ack", "ack", "send", "send", "commit");
    }

    @Test
    void a_transaction_takes_more_than_the_prefetched_messages() throws Exception {
        send(300);
        assertThat(receive(300)).isEqualTo(numbers(0, 300));
        assertThat(broker.depth(QUEUE)).isEqualTo(300);
        session.commit();
        assertThat(broker.depth(QUEUE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 7, 23})
    void what_is_rolled_back_comes_again_first(int received) throws Exception {
        send(30);
        receive(received);
        session.rollback();
        assertThat(receive(30)).isEqualTo(numbers(0, 30));
        session.commit();
        assertThat(broker.depth(QUEUE)).isZero();
    }

    @Test
    void a_consumer_that_is_closed_within_its_transaction_is_part_of_it() throws Exception {
        send(12);
        receive(3);
        consumer.close();
        session.commit();
        broker.awaitDepth(QUEUE, 9);

        consumer = session.createConsumer(session.createQueue(QUEUE));
        receive(2);
        consumer.close();
        session.rollback();
        consumer = session.createConsumer(session.createQueue(QUEUE));
        assertThat(receive(9)).isEqualTo(numbers(3, 12));
    }

    @Test
    void what_was_not_committed_stays_when_the_session_or_the_connection_ends() throws Exception {
        send(12);
        receive(3);
        session.close();
        broker.awaitDepth(QUEUE, 12);
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        consumer = session.createConsumer(session.createQueue(QUEUE));
        assertThat(receive(7)).isEqualTo(numbers(0, 7));
        connection.close();
        connect(WatchedFactory.SCHEME);
        assertThat(receive(12)).isEqualTo(numbers(0, 12));
    }

    @Test
    void a_commit_whose_acknowledgement_failed_has_failed_and_the_next_one_has_not() throws Exception {
        send(2);
        WatchedFactory.failing = true;
        receive(1);
        assertThatThrownBy(session::commit).hasMessageContaining("the consumer is gone");
        WatchedFactory.failing = false;
        receive(1);
        session.commit();
        connection.close();
        connect(WatchedFactory.SCHEME);
        assertThat(receive(1)).isEqualTo(numbers(0, 1));
    }

    @Test
    void an_acknowledgement_that_failed_before_a_rollback_does_not_fail_the_next_commit() throws Exception {
        send(2);
        WatchedFactory.failing = true;
        receive(1);
        session.rollback();
        WatchedFactory.failing = false;
        consumer.close();
        consumer = session.createConsumer(session.createQueue(QUEUE));
        receive(1);
        session.commit();
        broker.awaitDepth(QUEUE, 1);
    }

    @Test
    void outside_of_transactions_each_is_acknowledged_at_once() throws Exception {
        send(3);
        consumer.close();
        Session plain = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer one = plain.createConsumer(plain.createQueue(QUEUE));
        assertThat(one.receive(WAIT_MS)).isNotNull();
        broker.awaitDepth(QUEUE, 2);
    }

    @Test
    void what_is_sent_is_committed_with_what_was_received() throws Exception {
        connection.close();
        connect(AcksTogetherFactory.SCHEME);
        send(7);
        MessageProducer onward = session.createProducer(session.createQueue("onward"));
        for (String number : receive(7)) {
            onward.send(session.createTextMessage(number));
        }
        assertThat(broker.depth("onward")).isZero();
        session.commit();
        assertThat(broker.depth("onward")).isEqualTo(7);
        assertThat(broker.depth(QUEUE)).isZero();
    }

    private void send(int messages) throws JMSException {
        try (Session once = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            MessageProducer producer = once.createProducer(once.createQueue(QUEUE));
            for (String number : numbers(0, messages)) {
                producer.send(once.createTextMessage(number));
            }
            once.commit();
        }
        WatchedFactory.DONE.clear();
    }

    private List<String> receive(int messages) throws JMSException {
        List<String> received = new ArrayList<>();
        while (received.size() < messages) {
            Message message = consumer.receive(WAIT_MS);
            assertThat(message)
                    .as("message %d of %d", received.size(), messages)
                    .isNotNull();
            received.add(((TextMessage) message).getText());
        }
        return received;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
