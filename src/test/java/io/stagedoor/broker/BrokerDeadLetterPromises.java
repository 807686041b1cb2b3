package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.junit.jupiter.api.Test;

/** Where the broker puts what nobody takes, and that it never loses it. */
abstract class BrokerDeadLetterPromises extends BrokerRig {

    @Test
    void a_dead_letter_is_kept_in_a_queue_that_nobody_declared() throws Exception {
        String queue = "dead-letter/deliver/" + UUID.randomUUID();

        String event = send(queue);

        assertThat(messages(queue)).isEqualTo(1);
        assertThat(take(queue)).isEqualTo(event);
    }

    @Test
    void a_consumer_that_fails_again_and_again_never_makes_the_broker_drop_or_move_the_message() throws Exception {
        for (String queue : List.of(CHANNEL, "deliver/" + UUID.randomUUID())) {
            String event = send(queue);
            try (Receiver receiver = receiver(queue)) {
                for (int i = 0; i < 12; i++) {
                    next(receiver).modified(true, false);
                }
            }
            assertThat(take(queue)).isEqualTo(event);
        }
    }

    @Test
    void a_released_message_counts_no_failure_and_stays() throws Exception {
        String event = send(CHANNEL);
        try (Receiver receiver = receiver(CHANNEL)) {
            for (int i = 0; i < 12; i++) {
                Delivery delivery = next(receiver);
                assertThat(delivery.message().deliveryCount()).isZero();
                delivery.release();
            }
        }
        assertThat(take(CHANNEL)).isEqualTo(event);
    }

    @Test
    void an_event_that_a_consumer_rejects_goes_to_the_channels_dead_letter_queue() throws Exception {
        String event = send(CHANNEL);
        try (Receiver receiver = receiver(CHANNEL)) {
            next(receiver).reject("test:rejected", "by the test");
        }
        assertThat(take("dead-letter/" + CHANNEL)).isEqualTo(event);
    }

    @Test
    void an_expired_event_goes_to_the_channels_dead_letter_queue() throws Exception {
        String event = "expired " + UUID.randomUUID();
        send(CHANNEL, Message.create(event).durable(true).timeToLive(1));
        try (Receiver receiver = receiver(CHANNEL)) {
            // The broker finds it expired when it skips it for this consumer.
            assertThat(take("dead-letter/" + CHANNEL)).isEqualTo(event);
            assertThat(receiver.tryReceive()).isNull();
        }
    }

    @Test
    void messages_rejected_on_other_addresses_are_kept_in_a_queue_too() throws Exception {
        String queue = "deliver/" + UUID.randomUUID();
        String event = send(queue);
        try (Receiver receiver = receiver(queue)) {
            next(receiver).reject("test:rejected", "by the test");
        }
        assertThat(take("dead-letter/broker")).isEqualTo(event);
    }

    @Test
    void a_delivery_that_no_queue_takes_goes_to_the_dead_letter_queue() throws Exception {
        String delivery = "nowhere " + UUID.randomUUID();
        send("deliver/cmdb::dead-letter/broker", Message.create(delivery).durable(true));
        assertThat(take("dead-letter/broker")).isEqualTo(delivery);
    }

    @Test
    void a_delivery_or_a_dead_letter_never_expires() throws Exception {
        for (String queue : List.of("deliver/" + UUID.randomUUID(), "dead-letter/" + UUID.randomUUID())) {
            String event = "ages " + UUID.randomUUID();
            send(queue, Message.create(event).durable(true).timeToLive(1));
            assertThat(take(queue)).isEqualTo(event);
        }
    }
}
