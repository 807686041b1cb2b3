package io.stagedoor.broker.qpid;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.TestBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A queue on a real broker, and a JMS consumer that acknowledges several messages together. */
abstract class AcksRig {

    static final String QUEUE = "backstage/events";
    static final int PREFETCH = 10;
    static final long WAIT_MS = 180_000;
    TestBroker broker;
    Connection connection;
    Session session;
    MessageConsumer consumer;

    @BeforeEach
    void connect() throws Exception {
        broker = new TestBroker();
        WatchedFactory.DONE.clear();
        WatchedFactory.failing = false;
        connect(WatchedFactory.SCHEME);
    }

    void connect(String scheme) throws JMSException {
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

    void send(int messages) throws JMSException {
        try (Session once = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            MessageProducer producer = once.createProducer(once.createQueue(QUEUE));
            for (String number : numbers(0, messages)) {
                producer.send(once.createTextMessage(number));
            }
            once.commit();
        }
        WatchedFactory.DONE.clear();
    }

    List<String> receive(int messages) throws JMSException {
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

    static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
