package io.stagedoor.broker.embedded.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.testing.Events;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.DeliveryMode;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.types.Symbol;
import org.apache.qpid.protonj2.types.UnsignedInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message may say that a stranger sends to the embedded broker, and what becomes of it. */
class HostileMessageTest extends DoorsRig {

    static Stream<Arguments> hostile() {
        return Stream.of(
                of("multicast", m -> m.annotation("x-opt-routing-type", (byte) 0), true),
                of("multicast as int", m -> m.annotation("x-opt-routing-type", 0), true),
                of("routing type 7", m -> m.annotation("x-opt-routing-type", (byte) 7), false),
                of("anycast", m -> m.annotation("x-opt-routing-type", (byte) 1), false),
                of("from a topic of another broker", m -> m.annotation("x-opt-jms-msg-type", (byte) 5), false),
                of("in ten years", m -> m.annotation("x-opt-delivery-time", now() + 315_360_000_000L), true),
                of("in a minute", m -> m.annotation("x-opt-delivery-time", now() + 60_000), true),
                of("a delay", m -> m.annotation("x-opt-delivery-delay", 60_000), true),
                of("a delay as uint", m -> m.annotation("x-opt-delivery-delay", UnsignedInteger.valueOf(60_000)), true),
                of("long ago", m -> m.annotation("x-opt-delivery-time", 1L), false),
                of("time of text", m -> m.annotation("x-opt-delivery-time", "never"), false),
                of("a delay of nothing", m -> m.annotation("x-opt-delivery-delay", 0), false),
                of("longest delay", m -> m.annotation("x-opt-delivery-delay", Long.MAX_VALUE), false),
                of("another group", m -> m.groupId("a").groupSequence(1), false),
                of("last value", m -> m.property("_AMQ_LVQ_NAME", "a"), false),
                of("properties of the broker", HostileMessageTest::brokersProperties, false),
                of("to elsewhere", m -> m.to("deliver/my-service"), false),
                of("to no event's subject", m -> m.subject("x").replyTo("deliver/x"), false),
                of("not durable", m -> m.durable(false), false),
                of("arrays", m -> m.annotation("x-a", new boolean[] {true}).annotation("x-b", new int[] {1}), false),
                of("arrays, not durable", m -> m.durable(false).annotation("x-a", new boolean[] {true}), false),
                of("array of symbols", m -> m.annotation("x-a", new Symbol[] {Symbol.valueOf("a")}), false),
                of("priority", m -> m.priority((byte) 9), false));
    }

    private static Message<?> brokersProperties(Message<?> message) throws ClientException {
        return message.property("_AMQ_SCHED_DELIVERY", now() + 60_000)
                .property("_AMQ_ROUTING_TYPE", (byte) 0)
                .property("_AMQ_GROUP_ID", "g")
                .property("_AMQ_ORIG_ADDRESS", "deliver/x")
                .property("_AMQ_ROUTE_TO", "x");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void a_message_to_a_channel_is_refused_or_is_in_its_queue(String name, Change change, boolean refused)
            throws Exception {
        for (boolean anonymous : new boolean[] {false, true}) {
            try (Connection connection = anybody.open();
                    Sender sender =
                            anonymous ? connection.openAnonymousSender() : connection.openSender(Events.BUILD)) {
                Message<?> message = change.of(Message.create("event").durable(true));
                if (anonymous) {
                    message.to(Events.BUILD);
                }
                assertThat(refusal(sender, message) != null).isEqualTo(refused);
                send(connection, Events.BUILD, Message.create("sentinel"));
            }
            if (!refused) {
                assertThat(takes(Events.BUILD)).isEqualTo("event");
            }
            assertThat(takes(Events.BUILD)).isEqualTo("sentinel");
        }
    }

    @Test
    void an_expired_event_is_a_dead_letter() throws Exception {
        for (Consumer<Message<?>> change : List.<Consumer<Message<?>>>of(
                m -> unchecked(() -> m.timeToLive(1)), m -> unchecked(() -> m.absoluteExpiryTime(1)))) {
            try (Connection connection = anybody.open()) {
                Message<String> message = Message.create("late");
                change.accept(message);
                // The broker moves it even though it cannot write this value again.
                message.annotation("x-opt-array", new boolean[] {true, false});
                send(connection, Events.BUILD, message);
                send(connection, Events.BUILD, Message.create("sentinel"));
            }
            assertThat(takes(Events.BUILD)).isEqualTo("sentinel");
            assertThat(takes("dead-letter/" + Events.BUILD)).isEqualTo("late");
        }
    }

    @Test
    void a_rejected_event_is_a_dead_letter_even_if_the_broker_cannot_write_its_annotations() throws Exception {
        try (Connection connection = anybody.open()) {
            send(
                    connection,
                    Events.BUILD,
                    Message.create("rejected")
                            .annotation("x-booleans", new boolean[] {true, false})
                            .annotation("x-text", "kept"));
        }
        try (Connection connection = ours.open();
                Receiver receiver = connection.openReceiver(Events.BUILD, QueueLinks.receiver())) {
            receiver.addCredit(1);
            Delivery delivery = receiver.receive(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(delivery.message().annotation("x-booleans")).isEqualTo(List.of(true, false));
            assertThat(delivery.message().annotation("x-text")).isEqualTo("kept");
            delivery.reject("test", "by the test");
        }
        assertThat(takes("dead-letter/" + Events.BUILD)).isEqualTo("rejected");
    }

    @Test
    void a_transaction_with_a_refused_message_is_not_committed() throws Exception {
        try (Connection connection = anybody.open();
                Session session = connection.openSession();
                Sender sender = session.openSender(Events.BUILD)) {
            session.beginTransaction();
            sender.send(Message.create("good"));
            sender.send(Message.create("bad").annotation("x-opt-delivery-time", now() + 60_000));

            assertThatThrownBy(session::commitTransaction).isInstanceOf(ClientException.class);
        }
        try (Connection connection = anybody.open()) {
            send(connection, Events.BUILD, Message.create("sentinel"));
        }
        assertThat(takes(Events.BUILD)).isEqualTo("sentinel");
    }

    @Test
    void the_events_of_a_committed_transaction_are_in_the_queue() throws Exception {
        try (Connection connection = anybody.open();
                Session session = connection.openSession();
                Sender sender = session.openSender(Events.BUILD)) {
            session.beginTransaction();
            sender.send(Message.create("rolled back"));
            session.rollbackTransaction();
            session.beginTransaction();
            sender.send(Message.create("committed"));
            session.commitTransaction();
        }
        assertThat(takes(Events.BUILD)).isEqualTo("committed");
    }

    @Test
    void an_event_that_is_sent_at_most_once_is_in_the_queue() throws Exception {
        try (Connection connection = anybody.open();
                Sender sender = connection.openSender(
                        Events.BUILD, new SenderOptions().deliveryMode(DeliveryMode.AT_MOST_ONCE))) {
            sender.send(Message.create("at most once"));
            assertThat(takes(Events.BUILD)).isEqualTo("at most once");
        }
    }
}
