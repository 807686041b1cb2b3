package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.queue.ConsumerLease;
import io.stagedoor.broker.queue.MessageCounts;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.StandaloneBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what on a broker with {@code artemis-config/broker.xml}. Tries everything that is permitted or forbidden.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ENTITY = "backstage/catalog/entity";

    @TempDir
    static Path folder;

    private StandaloneBroker broker;

    @BeforeAll
    void start() {
        broker = StandaloneBroker.create(folder.resolve("broker")).start();
    }

    @AfterAll
    void stop() throws Exception {
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // role, address, what it may do there: s(end), c(onsume), b(rowse); a name that is new needs the right to
        // create
        "producer,  backstage/catalog/entity,             s--",
        "producer,  backstage/catalog/location,           s--",
        "producer,  backstage/scaffolder/task,            s--",
        "producer,  backstage/techdocs/build,             s--",
        "producer,  backstage/no/such/channel,            ---",
        "producer,  backstage,                            ---",
        "producer,  deliver/new,                          ---",
        "producer,  dead-letter/broker,                   ---",
        "producer,  dead-letter/backstage/catalog/entity, ---",
        "producer,  seen/backstage/catalog/entity,        ---",
        "producer,  turn/backstage/catalog/entity,        ---",
        "producer,  activemq.management,                  ---",
        "producer,  activemq.notifications,               ---",
        "producer,  something/else,                       ---",
        "stagedoor, backstage/catalog/entity,             scb",
        "stagedoor, backstage/a/fifth,                    scb",
        "stagedoor, deliver/cmdb,                         scb",
        "stagedoor, deliver/cmdb/parked/component:a/b,    scb",
        "stagedoor, dead-letter/broker,                   scb",
        "stagedoor, dead-letter/deliver/cmdb,             scb",
        "stagedoor, seen/backstage/catalog/entity,        s-b",
        "stagedoor, turn/commit/backstage/catalog/entity, sc-",
        "stagedoor, activemq.management,                  s--",
        "stagedoor, activemq.notifications,               ---",
        "stagedoor, something/else,                       ---",
    })
    void each_role_may_do_what_the_table_says_and_nothing_else(String role, String address, String rights)
            throws Exception {
        try (AmqpConnector connector = connector(role)) {
            String tried = "";
            // Consumers first: a sender creates the queue, and then they would find it.
            for (String right : new String[] {"c", "b", "s"}) {
                tried += may(connector, right, address) ? right : "-";
            }
            assertThat(tried.charAt(2) + tried.substring(0, 2)).isEqualTo(rights);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deliver/new", "dead-letter/broker", "activemq.management", "something/else"})
    void a_producer_gains_nothing_by_a_sender_that_names_the_address_with_each_message(String address)
            throws Exception {
        try (AmqpConnector connector = connector("producer");
                Connection connection = connector.open()) {
            Tracker sent = connection
                    .openAnonymousSender()
                    .send(Message.create("event").to(address).durable(true));

            assertThat(sent.awaitSettlement(SOON.toSeconds(), TimeUnit.SECONDS)
                            .remoteState()
                            .getType())
                    .isEqualTo(DeliveryState.Type.REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic://" + ENTITY, ENTITY + "/", "BACKSTAGE/CATALOG/ENTITY", ENTITY + "::new"})
    void an_address_that_only_resembles_a_channels_is_refused(String address) throws Exception {
        try (AmqpConnector connector = connector("producer")) {
            assertThat(may(connector, "s", address)).isFalse();
        }
    }

    @Test
    void a_channel_is_no_topic_for_a_producer() throws Exception {
        SenderOptions topic = new SenderOptions();
        topic.targetOptions().capabilities("topic");
        try (AmqpConnector connector = connector("producer");
                Connection connection = connector.open();
                Sender sender = connection.openSender(ENTITY)) {
            assertThatThrownBy(() ->
                            connection.openSender(ENTITY, topic).openFuture().get())
                    .hasMessageContaining("does not have permission");
            assertThat(sender.send(Message.create("event").annotation("x-opt-routing-type", (byte) 0))
                            .awaitSettlement(SOON.toSeconds(), TimeUnit.SECONDS)
                            .remoteState()
                            .getType())
                    .isEqualTo(DeliveryState.Type.REJECTED);
        }
    }

    @Test
    void a_producer_gets_no_temporary_queue_and_so_no_answers() throws Exception {
        try (AmqpConnector connector = connector("producer");
                Connection connection = connector.open()) {
            assertThatThrownBy(
                            () -> connection.openDynamicReceiver().openFuture().get())
                    .hasMessageContaining("does not have permission");
        }
    }

    @Test
    void the_program_may_query_create_and_remove_queues_and_pause_and_resume_destinations() throws Exception {
        try (AmqpConnector connector = connector("stagedoor")) {
            may(connector, "s", "deliver/paused");
            try (QueueManagement management = management(connector)) {
                management.pause("deliver/paused");
                assertThat(management.ask("deliver/paused").orElseThrow().paused())
                        .isTrue();
                management.resume("deliver/paused");
                assertThat(management.ask(ENTITY)).isPresent();
                assertThat(management.ask("dead-letter/broker")).isPresent();
                assertThat(management.paging("deliver/paused")).isFalse();
                assertThat(management.delivering("deliver/paused")).isZero();
                assertThat(management.scheduled("deliver/paused")).isEmpty();
                MessageCounts counts = management.counts();
                assertThat(counts.count("deliver/paused", "stagedoor_events").sum())
                        .isEqualTo(1);
                assertThat(counts.countDelivering("deliver/paused", "stagedoor_events")
                                .sum())
                        .isZero();
                assertThat(management.size("deliver/paused")).isPositive();
                assertThat(counts.sample("deliver/paused", "stagedoor_events", 10)
                                .messages())
                        .isEqualTo(1);
                assertThat(management.consumers()).isPresent();
                management.lifecycle().createForOneConsumer("turn/deliver/paused");
                management.lifecycle().createForOneConsumer("turn/commit/" + ENTITY);
                management.lifecycle().destroy("deliver/paused");
            }
            try (QueueManagement afterwards = management(connector)) {
                assertThat(afterwards.ask("turn/commit/" + ENTITY)).isPresent();
                assertThat(afterwards.ask("deliver/paused")).isEmpty();
            }
        }
    }

    @Test
    void a_program_without_the_right_to_a_lease_gets_an_error_and_does_not_wait() throws Exception {
        try (AmqpConnector program = connector("stagedoor");
                AmqpConnector producer = connector("producer")) {
            ConsumerLease.prepare(program, ENTITY);
            try (Connection connection = producer.open()) {
                assertThatThrownBy(() -> ConsumerLease.take(connection.openSession(), ENTITY))
                        .hasMessageContaining("no right to consume turn/" + ENTITY);
            }
            try (Connection first = program.open();
                    Connection second = program.open()) {
                assertThat(ConsumerLease.take(first.openSession(), ENTITY)).isTrue();
                assertThat(ConsumerLease.take(second.openSession(), ENTITY)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "queue.backstage/catalog/entity, pause",
        "queue.backstage/catalog/entity, removeAllMessages",
        "queue.dead-letter/broker,       removeAllMessages",
        "queue.deliver/kept,             removeAllMessages",
        "queue.deliver/kept,             disable",
        "broker,                         listConnectionsAsJSON",
        "broker,                         getConnectors",
        "broker,                         disableMessageCounters",
        "broker,                         forceFailover",
    })
    void the_program_may_not_do_anything_else_by_management(String resource, String operation) throws Exception {
        try (AmqpConnector connector = connector("stagedoor")) {
            may(connector, "s", "deliver/kept");
            try (Connection connection = connector.open();
                    Receiver answers = connection.openDynamicReceiver()) {
                Message<String> request = Message.create("[]")
                        .replyTo(answers.openFuture().get().address())
                        .property("_AMQ_ResourceName", resource)
                        .property("_AMQ_OperationName", operation);
                try (Sender sender = connection.openSender("activemq.management")) {
                    sender.send(request).awaitAccepted(SOON.toSeconds(), TimeUnit.SECONDS);
                }
                Message<Object> answer =
                        answers.receive(SOON.toSeconds(), TimeUnit.SECONDS).<Object>message();
                assertThat(answer.property("_AMQ_OperationSucceeded")).isEqualTo(false);
                assertThat(String.valueOf(answer.body())).contains("does not have permission");
            }
        }
    }

    @Test
    void nobody_gets_in_with_a_wrong_password() {
        try (AmqpConnector guessing =
                new AmqpConnector(settings(Optional.of(StandaloneBroker.USER), Optional.of("guessed")))) {
            assertThatThrownBy(guessing::open).isInstanceOf(BrokerUnavailable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ENTITY, "deliver/new", "dead-letter/broker", "activemq.management"})
    void nobody_does_anything_without_a_password(String address) throws Exception {
        try (AmqpConnector nobody = new AmqpConnector(settings(Optional.empty(), Optional.empty()))) {
            for (String right : List.of("s", "c", "b")) {
                assertThat(may(nobody, right, address)).as(right).isFalse();
            }
        }
    }

    /** Tries it on a separate connection: a refusal may close more than the link. */
    private static boolean may(AmqpConnector connector, String right, String address) throws Exception {
        try (Connection connection = connector.open()) {
            switch (right) {
                case "c" ->
                    connection
                            .openReceiver(address, QueueLinks.receiver())
                            .openFuture()
                            .get();
                case "b" ->
                    connection
                            .openReceiver(address, QueueLinks.browser(Optional.empty()))
                            .openFuture()
                            .get();
                default -> {
                    SenderOptions options = new SenderOptions();
                    options.targetOptions().capabilities("queue");
                    Sender sender = connection.openSender(address, options);
                    sender.openFuture().get();
                    if (!address.startsWith("activemq.")) {
                        sender.send(Message.create("event").durable(true))
                                .awaitAccepted(SOON.toSeconds(), TimeUnit.SECONDS);
                    }
                }
            }
            return true;
        } catch (Exception refused) {
            String why = String.valueOf(refused.getMessage());
            assertThat(List.of(
                            "does not have permission",
                            "does not exist", // And the broker did not create it.
                            "is not configured for queue support",
                            "Unable to validate user"))
                    .as(why)
                    .anyMatch(why::contains);
            return false;
        }
    }

    private static QueueManagement management(AmqpConnector connector) throws Exception {
        return new QueueManagement(connector.open(), SOON);
    }

    private AmqpConnector connector(String role) {
        String user = role.equals("producer") ? StandaloneBroker.PRODUCER : StandaloneBroker.USER;
        return new AmqpConnector(settings(Optional.of(user), Optional.of(broker.password())));
    }

    private BrokerSettings settings(Optional<String> user, Optional<String> password) {
        return new BrokerSettings(AmqpUrl.parse("url", broker.url()), user, password, Optional.empty());
    }
}
