package io.stagedoor.broker.embedded.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.embedded.disk.DiskReserve;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.DeliveryMode;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.types.Symbol;
import org.apache.qpid.protonj2.types.UnsignedInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the embedded broker says 'accepted' to stands in the queue of a channel or among the dead letters, and everything
 * else it refuses and says why: whatever a client that logs in as nobody sends, and to where.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {

    /** Of the contract, and not in the broker.xml. */
    private static final String FIFTH = "orders/created";

    /** Left by an older version, in which a misspelt address made a queue. */
    private static final String LEFT_OVER = "backstage/catalog/Entity";

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Logger ARTEMIS = Logger.getLogger("org.apache.activemq.artemis.protocol.amqp");

    @TempDir
    static Path folder;

    private final int port = FreePort.next();
    private Credential program;
    private EmbeddedBroker broker;
    private AmqpConnector anybody;
    private AmqpConnector ours;

    @BeforeAll
    void start() throws Exception {
        // A stack trace for each refusal.
        ARTEMIS.setLevel(Level.OFF);
        try (EmbeddedBroker older = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
                Amqp amqp = new Amqp(url(), null, null)) {
            amqp.send(LEFT_OVER, "left over".getBytes());
            amqp.send("deliver/my-service", "of the program".getBytes());
            // It made the address a topic, too, and from then on the broker knew no better.
            try (AmqpConnector old = connector(Optional.empty());
                    Connection connection = old.open()) {
                connection.openSender(Events.TASK, target("topic")).openFuture().get();
            }
        }
        program = Credential.obtain(folder);
        broker = EmbeddedBroker.start(
                folder,
                port,
                "artemis-config/broker.xml",
                262_144,
                new Doors(program, Set.of(Events.ENTITY, Events.LOCATION, Events.TASK, Events.BUILD, FIFTH)),
                new DiskReserve(0, Set.of()),
                why -> {
                    throw new IllegalStateException(why);
                });
        anybody = connector(Optional.empty());
        ours = connector(Optional.of(program));
    }

    @AfterAll
    void stop() throws Exception {
        anybody.close();
        ours.close();
        broker.close();
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                        "topic://" + Events.ENTITY,
                        "queue://" + Events.ENTITY,
                        Events.ENTITY + "::deliver/my-service",
                        Events.ENTITY + "::" + Events.LOCATION,
                        Events.ENTITY + "::new",
                        Events.ENTITY + "::",
                        LEFT_OVER,
                        "backstage/catalog/entitty",
                        "BACKSTAGE/CATALOG/ENTITY",
                        Events.ENTITY + "/",
                        "/" + Events.ENTITY,
                        " " + Events.ENTITY,
                        "backstage/catalog/*",
                        "backstage/#",
                        "#",
                        "backstage.catalog.entity",
                        "deliver/my-service",
                        "deliver/new",
                        "dead-letter/broker",
                        "dead-letter/" + Events.ENTITY,
                        "seen/" + Events.ENTITY,
                        "turn/commit/" + Events.ENTITY,
                        "activemq.notifications",
                        "$ACTIVEMQ_ARTEMIS_MIRROR_x",
                        "$sys.mqtt.sessions",
                        "orders/crreated")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void a_link_to_no_channel_is_refused_and_makes_no_queue(String address) throws Exception {
        Set<String> before = queues();
        try (Connection connection = anybody.open()) {
            for (String capability : List.of("", "queue", "topic")) {
                assertThatThrownBy(() -> connection
                                .openSender(address, target(capability))
                                .openFuture()
                                .get())
                        .as(capability)
                        .hasMessageContaining("does not have permission")
                        .hasMessageContaining("who may send to the queues " + Events.ENTITY);
            }
        }
        assertThat(queues()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void a_message_that_names_no_channel_is_refused_and_makes_no_queue(String address) throws Exception {
        Set<String> before = queues();
        try (Connection connection = anybody.open();
                Sender sender = connection.openAnonymousSender()) {
            assertThat(refusal(sender, Message.create("event").to(address))).isNotBlank();
        }
        assertThat(queues()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {Events.ENTITY, Events.TASK, FIFTH})
    void a_channel_is_no_topic(String channel) throws Exception {
        try (Connection connection = anybody.open()) {
            assertThatThrownBy(() -> {
                        Sender sender = connection.openSender(channel, target("topic"));
                        sender.openFuture().get();
                        throw new IllegalStateException(
                                refusal(sender, Message.create("event").property("_AMQ_DUPL_ID", "to a topic")));
                    })
                    .hasMessageContaining("queues " + Events.ENTITY);
            // And what was refused is not taken for a copy when it comes rightly.
            send(connection, channel, Message.create("event").property("_AMQ_DUPL_ID", "to a topic"));
        }
        assertThat(takes(channel)).isEqualTo("event");
    }

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
                of("properties of the broker", DoorsTest::brokersProperties, false),
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
    void a_message_to_a_channel_is_refused_or_stands_in_its_queue(String name, Change change, boolean refused)
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
    void an_event_whose_time_is_over_is_a_dead_letter() throws Exception {
        for (Consumer<Message<?>> change : List.<Consumer<Message<?>>>of(
                m -> unchecked(() -> m.timeToLive(1)), m -> unchecked(() -> m.absoluteExpiryTime(1)))) {
            try (Connection connection = anybody.open()) {
                Message<String> message = Message.create("late");
                change.accept(message);
                // What the broker cannot write anew it still moves.
                message.annotation("x-opt-array", new boolean[] {true, false});
                send(connection, Events.BUILD, message);
                send(connection, Events.BUILD, Message.create("sentinel"));
            }
            assertThat(takes(Events.BUILD)).isEqualTo("sentinel");
            assertThat(takes("dead-letter/" + Events.BUILD)).isEqualTo("late");
        }
    }

    @Test
    void a_rejected_event_is_a_dead_letter_though_its_annotations_have_what_the_broker_cannot_write() throws Exception {
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
    void a_committed_transaction_stands_in_the_queue() throws Exception {
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
    void an_event_that_is_sent_at_most_once_stands_in_the_queue() throws Exception {
        try (Connection connection = anybody.open();
                Sender sender = connection.openSender(
                        Events.BUILD, new SenderOptions().deliveryMode(DeliveryMode.AT_MOST_ONCE))) {
            sender.send(Message.create("at most once"));
            assertThat(takes(Events.BUILD)).isEqualTo("at most once");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Events.ENTITY,
                "deliver/my-service",
                "dead-letter/" + Events.ENTITY,
                "seen/" + Events.ENTITY,
                "turn/x",
                "new",
                Events.ENTITY + "::" + Events.ENTITY
            })
    void nobody_but_the_program_reads_a_queue_looks_into_it_or_makes_one(String queue) throws Exception {
        Set<String> before = queues();
        try (Connection connection = anybody.open()) {
            assertThatThrownBy(() -> connection
                            .openReceiver(queue, QueueLinks.receiver())
                            .openFuture()
                            .get())
                    .hasMessageContaining("permission");
            assertThatThrownBy(() -> connection
                            .openReceiver(queue, QueueLinks.browser(Optional.empty()))
                            .openFuture()
                            .get())
                    .hasMessageContaining("permission");
            assertThatThrownBy(() -> connection
                            .openDurableReceiver(queue, "subscription-" + UUID.randomUUID())
                            .openFuture()
                            .get())
                    .hasMessageContaining("permission");
            assertThatThrownBy(
                            () -> connection.openDynamicReceiver().openFuture().get())
                    .hasMessageContaining("permission");
        }
        assertThat(queues()).isEqualTo(before);
    }

    @Test
    void whoever_has_another_name_is_a_producer_and_the_programs_name_needs_its_password() throws Exception {
        try (AmqpConnector guest = connector(Optional.of(new Credential("guest", "guest")));
                Connection connection = guest.open()) {
            send(connection, Events.BUILD, Message.create("a guest's"));
            assertThatThrownBy(() -> connection
                            .openReceiver(Events.BUILD, QueueLinks.receiver())
                            .openFuture()
                            .get())
                    .hasMessageContaining("permission");
        }
        assertThat(takes(Events.BUILD)).isEqualTo("a guest's");
        try (AmqpConnector guessing = connector(Optional.of(new Credential(program.user(), "guessed")))) {
            assertThatThrownBy(guessing::open).isInstanceOf(BrokerUnavailable.class);
        }
    }

    @Test
    void the_program_may_do_what_it_likes() throws Exception {
        try (Connection connection = ours.open()) {
            send(connection, "crm/new", Message.create("by a route"));
            send(connection, LEFT_OVER, Message.create("redriven"));
        }
        assertThat(takes("crm/new")).isEqualTo("by a route");
    }

    private interface Change {
        Message<?> of(Message<?> message) throws ClientException;
    }

    private interface Step {
        void run() throws ClientException;
    }

    private static Arguments of(String name, Change change, boolean refused) {
        return Arguments.of(name, change, refused);
    }

    private static void unchecked(Step step) {
        try {
            step.run();
        } catch (ClientException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static SenderOptions target(String capability) {
        SenderOptions options = new SenderOptions();
        if (!capability.isEmpty()) {
            options.targetOptions().capabilities(capability);
        }
        return options;
    }

    private static void send(Connection connection, String address, Message<?> message) throws Exception {
        try (Sender sender = connection.openSender(address)) {
            assertThat(refusal(sender, message)).isNull();
        }
    }

    /** Null where it is accepted. */
    private static String refusal(Sender sender, Message<?> message) throws Exception {
        DeliveryState state = sender.send(message)
                .awaitSettlement(SOON.toSeconds(), TimeUnit.SECONDS)
                .remoteState();
        if (state.getType() == DeliveryState.Type.ACCEPTED) {
            return null;
        }
        assertThat(state.getType()).isEqualTo(DeliveryState.Type.REJECTED);
        return "rejected"; // ProtonJ2 1.0.0 forgets why; see what JMS says of it.
    }

    private String takes(String queue) throws Exception {
        try (Amqp amqp = new Amqp(url(), program.user(), program.password())) {
            return String.valueOf(amqp.take(queue).body());
        }
    }

    private Set<String> queues() throws Exception {
        try (QueueManagement management = new QueueManagement(ours.open(), SOON)) {
            return management.queues().stream()
                    .filter(name -> !name.matches("[0-9a-f-]{36}"))
                    .collect(Collectors.toSet());
        }
    }

    private String url() {
        return "amqp://localhost:" + port;
    }

    private AmqpConnector connector(Optional<Credential> credential) {
        BrokerSettings nobody =
                new BrokerSettings(AmqpUrl.parse("url", url()), Optional.empty(), Optional.empty(), Optional.empty());
        return new AmqpConnector(credential.map(nobody::as).orElse(nobody));
    }
}
