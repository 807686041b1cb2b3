package io.stagedoor.broker.qpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acknowledgements that go together, when a commit, a session or a connection fails. */
class AcksOfFailedCommitsTest extends AcksRig {

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
}
