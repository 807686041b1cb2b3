package io.stagedoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * A program, and messages of every type in every place, some of them damaged: each that the broker accepts is routed or a
 * dead letter, and the events of another channel do not notice. {@code -Dfuzz.messages=20000} sends more,
 * {@code -Dfuzz.seed=…} others.
 */
class FuzzIT extends FuzzRig {

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

    /** In about half of them is a valid event, with an id of its own. */
    private static byte[] payload(int number) {
        byte[] event = Events.task(Events.newId(), "completed").getBytes(StandardCharsets.UTF_8);
        return new OddMessage(SEED * 1_000_003 + number, event).payload();
    }
}
