package io.stagedoor.routing.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.TestBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RanksTest {

    private static final String QUEUE = "backstage/events";
    private static final int PREFETCH = 4;
    private static final long SOON_MS = 180_000;

    private final Ranks ranks = new Ranks();
    private TestBroker broker;
    private Connection connection;
    private MessageConsumer first;
    private MessageConsumer second;

    @BeforeEach
    void connect() throws Exception {
        broker = new TestBroker();
        connection = new JmsConnectionFactory(broker.url() + "?jms.prefetchPolicy.queuePrefetch=" + PREFETCH)
                .createConnection();
        connection.start();
        first = consumer();
        second = consumer();
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        broker.close();
    }

    private MessageConsumer consumer() throws JMSException {
        return ranks.consumer(connection.createSession(Session.SESSION_TRANSACTED), QUEUE, null);
    }

    private void send(int events) throws JMSException {
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            for (int i = 0; i < events; i++) {
                session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage("event"));
            }
        }
    }

    private static int has(MessageConsumer consumer, int expected) throws JMSException {
        int has = 0;
        while (consumer.receive(has < expected ? SOON_MS : 100) != null) {
            has++;
        }
        return has;
    }

    @Test
    void messages_go_to_the_first_consumer_while_it_has_room() throws JMSException {
        send(PREFETCH);
        assertThat(has(first, PREFETCH)).isEqualTo(PREFETCH);
        assertThat(has(second, 0)).isZero();
    }

    @Test
    void messages_go_to_the_second_consumer_when_the_first_is_full() throws JMSException {
        send(2 * PREFETCH);
        assertThat(has(second, PREFETCH)).isEqualTo(PREFETCH);
        assertThat(has(first, PREFETCH)).isEqualTo(PREFETCH);
    }

    @Test
    void after_the_first_consumer_closes_the_next_one_takes_its_rank() throws JMSException {
        first.close();
        first.close();
        MessageConsumer next = consumer();
        MessageConsumer third = consumer();
        send(2 * PREFETCH + 1);
        assertThat(has(third, 1)).isOne();
        assertThat(has(second, PREFETCH)).isEqualTo(PREFETCH);
        assertThat(has(next, PREFETCH)).isEqualTo(PREFETCH);
    }

    @Test
    void a_consumer_with_a_selector_takes_only_what_matches() throws JMSException {
        first.close();
        second.close();
        MessageConsumer selecting =
                ranks.consumer(connection.createSession(Session.SESSION_TRANSACTED), QUEUE, "kind = 'wanted'");
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            for (String kind : new String[] {"other", "wanted", "other"}) {
                Message event = session.createTextMessage(kind);
                event.setStringProperty("kind", kind);
                session.createProducer(session.createQueue(QUEUE)).send(event);
            }
        }
        assertThat(((TextMessage) selecting.receive(SOON_MS)).getText()).isEqualTo("wanted");
        assertThat(has(selecting, 0)).isZero();
    }
}
