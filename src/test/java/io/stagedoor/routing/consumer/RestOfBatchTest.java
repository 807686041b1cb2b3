package io.stagedoor.routing.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.jms.message.JmsMessage;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;
import org.junit.jupiter.api.Test;

class RestOfBatchTest {

    private static final int BACKLOG = 16;

    private final List<String> asked = new ArrayList<>();
    private final Message event = new JmsMessage(new AmqpJmsMessageFacade());

    /** Has no event available; a millisecond later there is one, again and again. */
    private MessageConsumer trickle() {
        return (MessageConsumer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MessageConsumer.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    if (method.getName().equals("receiveNoWait")) {
                        return null;
                    }
                    assertThat((Long) arguments[0]).isBetween(1L, 5L);
                    Thread.sleep(1);
                    return event;
                });
    }

    @Test
    void a_batch_of_live_events_waits_for_none() throws Exception {
        assertThat(new RestOfBatch(trickle(), BACKLOG).next(BACKLOG - 1)).isNull();
        assertThat(asked).containsExactly("receiveNoWait");
    }

    @Test
    void a_batch_of_a_backlog_waits_for_more() throws Exception {
        assertThat(new RestOfBatch(trickle(), BACKLOG).next(BACKLOG)).isSameAs(event);
    }

    @Test
    void events_that_arrive_one_by_one_do_not_keep_a_batch_open() throws Exception {
        RestOfBatch rest = new RestOfBatch(trickle(), BACKLOG);
        int taken = BACKLOG;
        while (rest.next(taken) != null) {
            taken++;
        }
        assertThat(taken - BACKLOG).isBetween(1, 5);
    }
}
