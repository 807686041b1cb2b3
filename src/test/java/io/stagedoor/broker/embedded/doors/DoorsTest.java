package io.stagedoor.broker.embedded.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.Events;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what at the embedded broker, and where a message may go. */
class DoorsTest extends DoorsRig {

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
            // The refused event is no duplicate when it is sent again correctly.
            send(connection, channel, Message.create("event").property("_AMQ_DUPL_ID", "to a topic"));
        }
        assertThat(takes(channel)).isEqualTo("event");
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
    void only_the_program_reads_browses_or_creates_a_queue(String queue) throws Exception {
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
    void any_other_user_is_a_producer_and_the_programs_user_needs_its_password() throws Exception {
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
    void the_program_may_do_everything() throws Exception {
        try (Connection connection = ours.open()) {
            send(connection, "crm/new", Message.create("by a route"));
            send(connection, LEFT_OVER, Message.create("redriven"));
        }
        assertThat(takes("crm/new")).isEqualTo("by a route");
    }

    private Set<String> queues() throws Exception {
        try (QueueManagement management = new QueueManagement(ours.open(), SOON)) {
            return management.queues().stream()
                    .filter(name -> !name.matches("[0-9a-f-]{36}"))
                    .collect(Collectors.toSet());
        }
    }
}
