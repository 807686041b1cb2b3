package io.stagedoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program, and messages of every type in every place, some of them damaged: each that the broker accepts is routed or a
 * dead letter, and the events of another channel do not notice. {@code -Dfuzz.messages=20000} sends more,
 * {@code -Dfuzz.seed=…} others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzIT {

    private static final int MESSAGES = Integer.getInteger("fuzz.messages", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20);
    private static final int CONVERSATIONS = MESSAGES / 4;
    private static final int PRODUCERS = 6;
    private static final long BEAT_MS = 100;
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private int port;
    private Program program;
    private AmqpConnector strangers;
    private AmqpConnector connector;
    private Amqp amqp;

    @BeforeAll
    void start() throws Exception {
        port = FreePort.next();
        String url = "amqp://localhost:" + port;
        program = Program.run(
                folder,
                Map.of(
                        "stagedoor.broker.embedded.port",
                        Integer.toString(port),
                        "stagedoor.routes",
                        Program.heldRoutes(folder).toString()));
        Credential credential =
                Credential.read(BrokerSettings.folder(folder.resolve("data"))).orElseThrow();
        BrokerSettings anybody =
                new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty());
        strangers = new AmqpConnector(anybody);
        connector = new AmqpConnector(anybody.as(credential));
        amqp = Amqp.inside(folder, url);
    }

    @AfterAll
    void stop() throws Exception {
        amqp.close();
        connector.close();
        strangers.close();
        program.close();
    }

    @Test
    void every_message_that_is_accepted_is_accounted_for_and_another_channel_flows_on() throws Exception {
        List<OddProducer> producers = new ArrayList<>();
        List<Future<?>> sent = new ArrayList<>();
        Map<String, Long> beats = new ConcurrentHashMap<>();
        AtomicBoolean beating = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS + 1);
        long start = System.nanoTime();
        Future<?> heart = threads.submit(() -> {
            beat(beating, beats);
            return null;
        });
        for (int i = 0; i < PRODUCERS; i++) {
            OddProducer producer = new OddProducer(strangers, Events.TASK);
            int first = i;
            producers.add(producer);
            sent.add(threads.submit(() -> {
                producer.send(FuzzIT::payload, first, PRODUCERS, MESSAGES);
                return null;
            }));
        }
        for (Future<?> one : sent) {
            one.get();
        }
        long sending = System.nanoTime() - start;
        int accepted = producers.stream().mapToInt(OddProducer::accepted).sum();
        int refused = producers.stream().mapToInt(OddProducer::refused).sum();
        int unanswered = producers.stream().mapToInt(OddProducer::unanswered).sum();
        awaitNone(Events.TASK);
        long done = System.nanoTime() - start;
        beating.set(false);
        heart.get();
        threads.shutdown();
        awaitNone(Events.BUILD);

        List<Taken> routed = new ArrayList<>();
        int beaten = 0;
        for (Taken taken : amqp.takeEverything("held/archive")) {
            if (String.valueOf(taken.properties().get("stagedoor_channel")).equals(Events.BUILD)) {
                beaten++;
            } else {
                routed.add(taken);
            }
        }
        long dead = waiting("dead-letter/" + Events.TASK);
        System.out.printf(
                "fuzz: %d messages (seed %d): %d accepted, %d refused, %d not answered; %d routed, %d dead letters;"
                        + " sent in %d s, done after %d s; %d heartbeats%n",
                MESSAGES,
                SEED,
                accepted,
                refused,
                unanswered,
                routed.size(),
                dead,
                sending / 1_000_000_000,
                done / 1_000_000_000,
                beaten);
        assertThat(beaten).as("heartbeats").isEqualTo(beats.size());
        assertThat(routed.size() + dead).as("accounted for").isBetween((long) accepted, (long) accepted + unanswered);
        assertThat(program.output()).doesNotContain("StackOverflowError").doesNotContain("OutOfMemoryError");
    }

    /** Whole conversations with the broker, their frames damaged, on a channel that nothing else is sent to. */
    @Test
    void what_a_client_says_with_damaged_frames_is_accounted_for_and_hurts_nobody_else() throws Exception {
        RawClient client = new RawClient(port);
        ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS + 1);
        AtomicBoolean beating = new AtomicBoolean(true);
        Map<String, Long> beats = new ConcurrentHashMap<>();
        Future<?> heart = threads.submit(() -> {
            beat(beating, beats);
            return null;
        });
        List<Future<Integer>> said = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            MutatedFrames frames = new MutatedFrames(SEED * 1_000_003 + i, Events.LOCATION, FuzzIT::location);
            said.add(threads.submit(() -> client.say(frames.conversation())));
        }
        int accepted = 0;
        for (Future<Integer> one : said) {
            accepted += one.get();
        }
        beating.set(false);
        heart.get();
        threads.shutdown();
        awaitNone(Events.LOCATION);
        awaitNone(Events.BUILD);
        int beaten = 0;
        int routed = 0;
        for (Taken taken : amqp.takeEverything("held/archive")) {
            if (String.valueOf(taken.properties().get("stagedoor_channel")).equals(Events.BUILD)) {
                beaten++;
            } else {
                routed++;
            }
        }
        long dead = waiting("dead-letter/" + Events.LOCATION);
        long repeats = program.output()
                .lines()
                .filter(line -> line.contains("duplicate: channel=" + Events.LOCATION))
                .count();
        System.out.printf(
                "fuzz: %d conversations (seed %d): %d accepted; %d routed, %d repeats, %d dead letters; %d heartbeats%n",
                CONVERSATIONS, SEED, accepted, routed, repeats, dead, beaten);
        assertThat(accepted).as("some of them are sound").isPositive();
        assertThat(beaten).as("heartbeats").isEqualTo(beats.size());
        assertThat(routed + dead + repeats)
                .as("accounted for")
                .isBetween((long) accepted, (long) CONVERSATIONS * (MutatedFrames.EVENTS + 3));
        assertThat(program.output()).doesNotContain("StackOverflowError").doesNotContain("OutOfMemoryError");
    }

    private static byte[] location() {
        String event =
                Events.text("location-added.json").replaceFirst("(\"eventId\": \")[^\"]*", "$1" + Events.newId());
        return AmqpBytes.described(0x75, AmqpBytes.binary(event.getBytes(StandardCharsets.UTF_8)));
    }

    /** In about half of them is a valid event, with an id of its own. */
    private static byte[] payload(int number) {
        byte[] event = Events.task(Events.newId(), "completed").getBytes(StandardCharsets.UTF_8);
        return new OddMessage(SEED * 1_000_003 + number, event).payload();
    }

    private void beat(AtomicBoolean beating, Map<String, Long> beats) throws Exception {
        String build = Events.text("techdocs-build.json");
        while (beating.get()) {
            String id = Events.newId();
            amqp.send(
                    Events.BUILD,
                    build.replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", id).getBytes(StandardCharsets.UTF_8));
            long start = System.nanoTime();
            beats.put(id, start);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(BEAT_MS))
                    .ignoreExceptionsInstanceOf(IOException.class) // The machine may be busy: who asks waits 5 s.
                    .until(() -> waiting(Events.BUILD) == 0);
        }
    }

    /** Where something stays, its bytes say what it is. */
    private void awaitNone(String queue) throws Exception {
        try {
            await().atMost(LONG)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(waiting(queue)).isZero());
        } catch (ConditionTimeoutException stays) {
            try (Connection connection = connector.open();
                    Receiver receiver = connection.openReceiver(queue, QueueLinks.browser(Optional.empty()))) {
                receiver.addCredit(1);
                Delivery delivery = receiver.receive(3, TimeUnit.SECONDS);
                String bytes = delivery == null
                        ? "no browser is shown it"
                        : HexFormat.of().formatHex(delivery.rawInputStream().readAllBytes());
                throw new AssertionError(queue + ": " + queueState(queue) + ": " + bytes, stays);
            }
        }
    }

    private Optional<QueueState> queueState(String queue) throws Exception {
        try (QueueManagement management = new QueueManagement(connector.open(), Duration.ofSeconds(10))) {
            return management.ask(queue);
        }
    }

    private long waiting(String queue) throws Exception {
        return queueState(queue).map(QueueState::messages).orElse(0L);
    }
}
