package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.StandaloneBroker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what on a broker with {@code artemis-config/broker.xml}. Tries everything that is permitted or forbidden.
 */
class RightsIT extends RightsRig {

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
        "producer,  history/cmdb,                         ---",
        "producer,  activemq.management,                  ---",
        "producer,  activemq.notifications,               ---",
        "producer,  stagedoor/operator,                   ---",
        "producer,  something/else,                       ---",
        "stagedoor, backstage/catalog/entity,             scb",
        "stagedoor, backstage/a/fifth,                    scb",
        "stagedoor, stagedoor/operator,                   scb",
        "stagedoor, deliver/cmdb,                         scb",
        "stagedoor, deliver/cmdb/parked/component:a/b,    scb",
        "stagedoor, dead-letter/broker,                   scb",
        "stagedoor, dead-letter/deliver/cmdb,             scb",
        "stagedoor, seen/backstage/catalog/entity,        s-b",
        "stagedoor, turn/commit/backstage/catalog/entity, sc-",
        "stagedoor, history/cmdb,                         scb",
        "stagedoor, history/_index,                       scb",
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
}
