package io.stagedoor.delivery.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A destination that keeps the order of each entity. */
class WorkInOrderTest extends DisturbedOrderRig {

    @Test
    void a_failing_event_holds_up_its_own_entity_alone() throws Exception {
        failing.add("A3");
        work(options("300ms", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 10));
        await().until(() -> of("B").size() == 10);
        assertThat(of("A")).containsExactly("A1", "A2");
        assertThat(of("B")).isEqualTo(names("B", 1, 10));

        send("A", 11, 15);
        await().until(() -> Collections.frequency(attempted, "A3") >= 3);
        assertThat(of("A")).containsExactly("A1", "A2");
        failing.clear();
        await().until(() -> of("A").size() == 15);
        assertThat(of("A")).isEqualTo(names("A", 1, 15));
        await().until(() -> parked() == 0);
    }

    /** The window is four: the events that wait in memory for A1 have used it up. */
    @Test
    void an_event_in_flight_holds_up_its_own_entity_alone() throws Exception {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        held.put("A1", answer);
        work(options("300ms", 4, 0, "1s", "entity"));
        send("A", 10);
        send("B", 10);
        await().until(() -> of("B").size() == 10);
        assertThat(delivered).isEqualTo(names("B", 1, 10));
        answer.complete(null);
        await().until(() -> of("A").size() == 10);
        assertThat(of("A")).isEqualTo(names("A", 1, 10));
    }

    @Test
    void when_a_failing_event_is_given_up_those_behind_it_continue() throws Exception {
        failing.add("A1");
        work(options("100ms,100ms", 8, 0, "1s", "entity"));
        send("A", 5);
        await().until(() -> of("A").size() == 4);
        assertThat(of("A")).isEqualTo(names("A", 2, 5));
        try (Amqp amqp = amqp()) {
            assertThat(amqp.take("dead-letter/" + QUEUE).text("event_id")).isEqualTo("A1");
        }
    }

    @Test
    void order_holds_under_random_failures_restarts_of_program_and_broker_and_a_second_replica() throws Exception {
        Random random = new Random(7);
        work(options(OFTEN, 8, 0, "1s", "entity"));
        for (int round = 0; round < 8; round++) {
            failOneOfEach(ENTITIES, round, random);
            send(mixed(ENTITIES, round * 20 + 1, round * 20 + 20));
            disturb(round);
        }
        failing.clear();
        await().until(() -> Set.copyOf(delivered).size() == 6 * 160);
        Map<String, List<String>> byKey = delivered.stream()
                .distinct() // An event that was delivered but not acknowledged when the connection ended comes again.
                .collect(groupingBy(event -> event.substring(0, 1), mapping(Function.identity(), toList())));
        for (String key : ENTITIES) {
            assertThat(byKey.get(key)).isEqualTo(names(key, 1, 160));
        }
    }
}
