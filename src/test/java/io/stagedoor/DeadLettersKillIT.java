package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody redrives or discards thousands of dead letters, and the command is killed with kill -9, again and again. */
class DeadLettersKillIT {

    private static final int EVENTS = 4_000;
    private static final int KILLS = 5;
    private static final String DELIVER = "deliver/cmdb";
    private static final String OF_DESTINATION = "dead-letter/" + DELIVER;
    private static final String OF_CHANNEL = "dead-letter/" + Events.TASK;

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final String url = "amqp://localhost:" + port;
    private EmbeddedBroker broker;
    private AmqpConnector connector;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        connector = new AmqpConnector(
                new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        broker.close();
    }

    @Test
    void a_redrive_that_is_killed_neither_loses_nor_doubles_an_event() throws Exception {
        Set<String> ids = new HashSet<>(fill(OF_DESTINATION, "exhausted", EVENTS / 2));
        ids.addAll(fill(OF_CHANNEL, "unrouted", EVENTS / 2));
        int kills = killWhile(EVENTS, "dead-letters", "redrive", "--all");
        Program last = Program.call(folder, settings(), "dead-letters", "redrive", "--all");
        assertThat(last.exitCode()).as(last.output()).isZero();

        List<String> sent = ids(DELIVER);
        sent.addAll(ids(Events.TASK));
        List<String> left = ids(OF_DESTINATION);
        left.addAll(ids(OF_CHANNEL));
        System.out.printf("kill -9, redrive: %d events, %d kills, %d sent%n", ids.size(), kills, sent.size());
        assertThat(left).isEmpty();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void in_the_middle_of_it_each_event_stands_in_one_place() throws Exception {
        Set<String> ids = new HashSet<>(fill(OF_DESTINATION, "exhausted", EVENTS));
        int kills = killWhile(EVENTS, "dead-letters", "redrive", "--destination", "cmdb");
        List<String> sent = ids(DELIVER);
        List<String> left = ids(OF_DESTINATION);
        System.out.printf(
                "kill -9, in the middle of a redrive: %d events, %d kills, %d sent, %d left%n",
                ids.size(), kills, sent.size(), left.size());
        assertThat(sent).isNotEmpty();
        assertThat(left).isNotEmpty();
        left.addAll(sent);
        assertThat(left).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_discard_that_is_killed_takes_nothing_else_and_brings_nothing_back() throws Exception {
        fill(OF_DESTINATION, "exhausted", EVENTS / 2);
        Set<String> kept = new HashSet<>(fill(OF_DESTINATION, "rejected", 500));
        fill(OF_DESTINATION, "exhausted", EVENTS / 2);
        int kills = killWhile(EVENTS, "dead-letters", "discard", "--reason", "exhausted", "--yes");
        Program last = Program.call(folder, settings(), "dead-letters", "discard", "--reason", "exhausted", "--yes");
        assertThat(last.exitCode()).as(last.output()).isZero();
        List<String> left = ids(OF_DESTINATION);
        System.out.printf("kill -9, discard: %d kills, %d left of %d to keep%n", kills, left.size(), kept.size());
        assertThat(left).containsExactlyInAnyOrderElementsOf(kept);
    }

    /** Each time when some more are done, and before all are; what was done once stays done. */
    private int killWhile(long all, String... command) throws Exception {
        try (QueueManagement management = new QueueManagement(connector.open(), Duration.ofMinutes(3))) {
            return killWhile(management, all, command);
        }
    }

    private int killWhile(QueueManagement management, long all, String... command) throws Exception {
        int kills = 0;
        long before = dead(management);
        while (kills < KILLS) {
            Program program = Program.start(folder, settings(), command);
            long until = before - 1 - ThreadLocalRandom.current().nextLong(all / (KILLS + 2));
            Instant end = Instant.now().plus(Duration.ofMinutes(3));
            while (dead(management) > until) {
                assertThat(Instant.now())
                        .as(() -> "the command does nothing: " + program.output())
                        .isBefore(end);
                Program.pause(2);
            }
            long atKill = dead(management);
            program.kill();
            kills++;
            before = dead(management);
            assertThat(before).isLessThanOrEqualTo(atKill).isPositive();
        }
        return kills;
    }

    private static long dead(QueueManagement management) throws Exception {
        return depth(management, OF_DESTINATION) + depth(management, OF_CHANNEL);
    }

    private static long depth(QueueManagement management, String queue) throws Exception {
        return management.ask(queue).map(QueueState::messages).orElse(0L);
    }

    private Map<String, String> settings() {
        return Map.of("stagedoor.broker.url", url);
    }

    private List<String> fill(String queue, String reason, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        List<Tracker> sent = new ArrayList<>();
        try (Connection connection = connector.open();
                Sender sender = connection.openSender(queue)) {
            for (int i = 0; i < count; i++) {
                String id = Events.newId();
                ids.add(id);
                sent.add(sender.send(Message.create(Events.task(id, "completed").getBytes(StandardCharsets.UTF_8))
                        .durable(true)
                        .property("stagedoor_event_id", id)
                        .property("stagedoor_reason", reason)
                        .property("stagedoor_error", "of the test")));
            }
            for (Tracker tracker : sent) {
                tracker.awaitAccepted();
            }
        }
        return ids;
    }

    /** Of the events in the queue, from their bodies, which nothing may have changed. */
    private List<String> ids(String queue) throws Exception {
        List<String> ids = new ArrayList<>();
        try (Amqp amqp = new Amqp(url, null, null)) {
            for (Amqp.Taken taken : amqp.takeEverything(queue)) {
                String body = new String(taken.bytes(), StandardCharsets.UTF_8);
                String id = body.replaceFirst("(?s).*\"eventId\"\\s*:\\s*\"([^\"]+)\".*", "$1");
                assertThat(body).isEqualTo(Events.task(id, "completed"));
                ids.add(id);
            }
        }
        return ids;
    }
}
