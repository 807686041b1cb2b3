package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.queue.ConsumerLease;
import io.stagedoor.broker.queue.MessageCounts;
import io.stagedoor.broker.queue.QueueManagement;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program may do by management messages, and what it may not. */
class ManagementRightsIT extends RightsRig {

    @Test
    void the_program_may_query_create_and_remove_queues_and_pause_and_resume_destinations() throws Exception {
        try (AmqpConnector connector = connector("stagedoor")) {
            may(connector, "s", "deliver/paused");
            may(connector, "s", "history/measured");
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
                assertThat(management.first("deliver/paused")).isPresent();
                assertThat(management.delivered("deliver/paused")).isEmpty();
                assertThat(management.size("deliver/paused")).isPositive();
                assertThat(management.size("history/measured")).isPositive();
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
        "queue.history/kept,             removeAllMessages",
        "broker,                         listConnectionsAsJSON",
        "broker,                         getConnectors",
        "broker,                         disableMessageCounters",
        "broker,                         forceFailover",
    })
    void the_program_may_not_do_anything_else_by_management(String resource, String operation) throws Exception {
        try (AmqpConnector connector = connector("stagedoor")) {
            may(connector, "s", "deliver/kept");
            may(connector, "s", "history/kept");
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
}
