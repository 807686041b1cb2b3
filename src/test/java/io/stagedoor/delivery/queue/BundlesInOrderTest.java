package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The routing stage sends no bundles to ordered destinations; a bundle that somebody else sends keeps its order too.
 */
class BundlesInOrderTest extends DisturbedOrderRig {

    @Test
    void a_failing_event_of_a_bundle_holds_up_its_own_entity_alone() throws Exception {
        failing.add("A2");
        work(options("300ms", 8, 0, "1s", "entity"));
        sendBundle(List.of("A1", "B1", "A2", "B2", "A3"));
        sendBundle(List.of("A4", "B3"));
        send(List.of("A5", "B4"));
        await().until(() -> of("B").size() == 4);
        assertThat(of("B")).isEqualTo(names("B", 1, 4));
        await().until(() -> Collections.frequency(attempted, "A2") >= 2);
        await().until(() -> parked() == 3);
        assertThat(of("A")).containsExactly("A1");
        failing.clear();
        await().until(() -> of("A").size() == 5);
        assertThat(of("A")).isEqualTo(names("A", 1, 5));
        await().until(() -> parked() == 0 && state().messages() == 0);
    }

    @Test
    void no_message_is_settled_before_an_earlier_one_with_an_event_of_the_same_entity() throws Exception {
        held.put("B1", new CompletableFuture<>());
        work(options("300ms", 8, 0, "1s", "entity"));
        sendBundle(List.of("A1", "B1"));
        sendBundle(List.of("A2", "C1"));
        send(List.of("A3", "D1"));
        await().until(() -> delivered.size() == 5 && state().messages() == 3);
        anotherDestinationIsServed();
        assertThat(delivered).doesNotContain("B1");
        assertThat(state().messages()).as("D1 alone is settled").isEqualTo(3);
        held.get("B1").complete(null);
        await().until(() -> state().messages() == 0);
    }

    @Test
    void a_destination_that_is_gone_in_the_middle_of_a_bundle_gets_the_rest_in_order_when_it_is_resumed()
            throws Exception {
        failure = GONE;
        failing.add("A2");
        work(options("50ms", 8, 10, "1s", "entity"));
        send(List.of("C1"));
        sendBundle(List.of("A1", "B1", "A2", "A3", "B2"));
        send(List.of("A4"));
        sendBundle(List.of("A5", "B3"));
        await().until(() -> state().paused() && parked() > 0);
        anotherDestinationIsServed();
        assertThat(Collections.frequency(attempted, "A2"))
                .as("parked events wait too while the destination is paused")
                .isEqualTo(1);
        failing.clear();
        resume();
        await().until(() -> Set.copyOf(delivered).size() == 9);
        assertThat(of("A")).isEqualTo(names("A", 1, 5));
        assertThat(of("B")).isEqualTo(names("B", 1, 3));
        await().until(() -> parked() == 0 && state().messages() == 0);
    }

    @Test
    void order_holds_when_the_breaker_opens_in_the_middle_of_bundles() throws Exception {
        work(options("30ms", 1, 2, "100ms", "entity"));
        List<String> keys = List.of("A", "B", "C", "D");
        Random random = new Random(3);
        for (int round = 0; round < 3; round++) {
            failing.add("");
            sendBundle(mixed(keys, round * 10 + 1, round * 10 + 4));
            sendBundle(mixed(keys, round * 10 + 5, round * 10 + 8));
            send(mixed(keys, round * 10 + 9, round * 10 + 10));
            Thread.sleep(200 + random.nextInt(300));
            failing.clear();
            Thread.sleep(random.nextInt(60));
        }
        await().until(() -> delivered.size() >= 120);
        for (String key : keys) {
            assertThat(of(key)).isEqualTo(names(key, 1, 30));
        }
        await().until(() -> parked() == 0 && state().messages() == 0);
    }

    @Test
    void order_holds_with_bundles_under_random_failures_restarts_and_a_second_replica() throws Exception {
        Random random = new Random(7);
        work(options(OFTEN, 8, 0, "1s", "entity"));
        for (int round = 0; round < 8; round++) {
            failOneOfEach(ENTITIES, round, random);
            List<String> events = mixed(ENTITIES, round * 20 + 1, round * 20 + 20);
            for (int first = 0; first < events.size(); ) {
                int last = Math.min(events.size(), first + 1 + random.nextInt(30));
                if (random.nextInt(3) == 0) {
                    send(events.subList(first, last));
                } else {
                    sendBundle(events.subList(first, last));
                }
                first = last;
            }
            disturb(round);
        }
        failing.clear();
        await().until(() -> Set.copyOf(delivered).size() == 6 * 160);
        await().until(() -> parked() == 0 && state().messages() == 0);
        for (String key : ENTITIES) {
            assertThat(of(key).stream().distinct().toList()).isEqualTo(names(key, 1, 160));
            assertThat(of(key).get(of(key).size() - 1))
                    .as("the last event arrives last")
                    .isEqualTo(key + 160);
        }
    }
}
