package io.stagedoor.broker.qpid;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcksTogetherTest extends AcksRig {

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
}
