package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.SettableClock;
import java.time.Duration;
import java.util.Set;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a real broker; its clock stands still at noon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldestEventsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private SettableClock clock;
    private OldestEvents oldest;
    private TestBroker broker;
    private Amqp amqp;
    private QueueManagement management;

    @BeforeAll
    void start() throws Exception {
        broker = new TestBroker();
        amqp = new Amqp(broker.url(), null, null);
        management = new QueueManagement(TestBroker.connector(broker.url()).open(), TIMEOUT);
    }

    @BeforeEach
    void noon() {
        clock = new SettableClock();
        oldest = new OldestEvents(clock);
    }

    @AfterAll
    void stop() throws Exception {
        management.close();
        amqp.close();
        broker.close();
    }

    private Duration age(String queue) throws Exception {
        oldest.look(management, management.all(), Set.of(queue));
        return oldest.age(queue);
    }

    private static Message<String> at(String property, String time) throws Exception {
        return Message.create("event").property(property, time);
    }

    @Test
    void an_event_waits_since_the_broker_accepted_it() throws Exception {
        amqp.send(
                "deliver/i",
                at("stagedoor_received", "2026-11-23T11:59:00.000Z")
                        .property("stagedoor_accepted", "2026-11-23T11:20:00.000Z"));

        assertThat(age("deliver/i")).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void else_since_the_routing_stage_took_it() throws Exception {
        amqp.send("deliver/a", at("stagedoor_received", "2026-11-23T11:00:00.000Z"));
        amqp.send("deliver/a", at("stagedoor_received", "2026-11-23T11:59:00.000Z"));

        assertThat(age("deliver/a")).isEqualTo(Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(1));
        assertThat(oldest.age("deliver/a")).isEqualTo(Duration.ofMinutes(61));
    }

    @Test
    void what_waits_for_its_next_attempt_counts_too() throws Exception {
        amqp.send(
                "deliver/b",
                at("stagedoor_received", "2026-11-20T12:00:00.000Z").annotation("x-opt-delivery-delay", 600_000L));
        amqp.send("deliver/b", at("stagedoor_received", "2026-11-23T11:59:00.000Z"));

        assertThat(age("deliver/b").toDays()).isEqualTo(3);
    }

    @Test
    void what_a_consumer_holds_counts_if_nothing_else_waits() throws Exception {
        amqp.send("deliver/c", at("stagedoor_received", "2026-11-23T11:30:00.000Z"));
        try (Connection connection = TestBroker.connector(broker.url()).open();
                Receiver holds = connection.openReceiver("deliver/c", new ReceiverOptions().autoAccept(false))) {
            await().atMost(TIMEOUT).until(() -> management.delivering("deliver/c") == 1);
            assertThat(age("deliver/c")).isEqualTo(Duration.ofMinutes(30));
        }
    }

    @Test
    void a_dead_letter_waits_since_it_became_one() throws Exception {
        amqp.send(
                "dead-letter/deliver/d",
                at("stagedoor_received", "2026-11-20T12:00:00.000Z")
                        .property("stagedoor_last_failure", "2026-11-23T10:00:00.000Z"));

        assertThat(age("dead-letter/deliver/d")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void in_a_channel_the_broker_says_when_and_no_property_of_the_producer() throws Exception {
        amqp.send(
                "backstage/j",
                at("stagedoor_received", "2026-11-20T12:00:00.000Z")
                        .property("x-opt-ingress-time", 7L)
                        .creationTime(clock.instant().minusSeconds(900).toEpochMilli())
                        .annotation(
                                "x-opt-ingress-time",
                                clock.instant().minusSeconds(40).toEpochMilli()));

        assertThat(age("backstage/j")).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void in_a_channel_of_another_broker_the_producer_says_when() throws Exception {
        amqp.send(
                "backstage/e",
                Message.create("event")
                        .creationTime(clock.instant().minusSeconds(90).toEpochMilli()));

        assertThat(age("backstage/e")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void without_a_time_it_counts_from_the_look_that_saw_it_and_a_time_to_come_is_now() throws Exception {
        amqp.send("backstage/f", Message.create("event"));
        assertThat(age("backstage/f")).isZero();
        clock.advance(Duration.ofMinutes(5));
        assertThat(age("backstage/f")).isEqualTo(Duration.ofMinutes(5));

        amqp.send(
                "backstage/g",
                Message.create("event")
                        .creationTime(clock.instant().plusSeconds(900).toEpochMilli()));
        assertThat(age("backstage/g")).isZero();
    }

    @Test
    void an_empty_queue_has_no_age_and_one_that_was_emptied_neither() throws Exception {
        assertThat(age("deliver/none")).isZero();
        amqp.send("deliver/h", at("stagedoor_received", "2026-11-23T11:00:00.000Z"));
        assertThat(age("deliver/h")).isPositive();
        amqp.take("deliver/h");

        await().atMost(TIMEOUT).until(() -> age("deliver/h").isZero());
    }
}
