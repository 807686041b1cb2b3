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

/** Whole conversations with the broker, their frames damaged: what is accepted is accounted for, and hurts nobody else. */
class DamagedFramesIT extends FuzzRig {

    private static final int CONVERSATIONS = MESSAGES / 4;

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
            MutatedFrames frames = new MutatedFrames(SEED * 1_000_003 + i, Events.LOCATION, DamagedFramesIT::location);
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
}
