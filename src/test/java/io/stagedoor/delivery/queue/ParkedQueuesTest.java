package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queues in which events wait behind an earlier one of their entity. */
class ParkedQueuesTest extends DestinationRig {

    @Test
    void empty_parked_queues_are_removed_at_the_end_of_a_long_lease_that_did_not_use_them() throws Exception {
        failing.addAll(List.of("A1", "B1"));
        DeliveryWorker worker = work(options("1s", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 3));
        await().until(() -> parked() == 4);
        failing.remove("A1");
        await().until(() -> of("A").size() == 3);
        sixMinutesPass();
        worker.stop(Duration.ofSeconds(5));
        assertThat(parkedQueues()).as("they were used during this lease").hasSize(2);

        worker = work(options("1s", 8, 0, "1s", "entity"));
        awaitAttempt();
        worker.stop(Duration.ofSeconds(5));
        assertThat(parkedQueues())
                .as("the last commit of the previous lease may not be counted yet")
                .hasSize(2);

        worker = work(options("1s", 8, 0, "1s", "entity"));
        awaitAttempt();
        sixMinutesPass();
        worker.stop(Duration.ofSeconds(5));
        assertThat(parkedQueues()).as("one is not empty").hasSize(1);

        failing.clear();
        work(options("1s", 8, 0, "1s", "entity"));
        await().until(() -> of("B").size() == 3);
        assertThat(of("B")).isEqualTo(names("B", 1, 3));
    }

    /** While what fails waits for its next attempt: it is not due by two clocks. */
    private void sixMinutesPass() {
        await().until(() -> state().scheduled() == 1);
        clock.advance(Duration.ofMinutes(6));
    }

    private void awaitAttempt() {
        int before = attempted.size();
        await().until(() -> attempted.size() > before);
    }

    @Test
    void parked_events_that_the_broker_keeps_on_the_disk_are_received_too() throws Exception {
        failing.addAll(List.of("A1", "B1"));
        padding = 200_000;
        work(options("300ms", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 200)); // 80 MB: pages begin at 32.
        await().until(() -> parked() >= 398);
        workers.remove(0).stop(Duration.ofSeconds(5));
        broker.close();
        startBroker();
        failing.clear();
        work(options("300ms", 8, 0, "1s", "entity"));
        await().until(() -> delivered.size() >= 300);
        send(List.of("A201", "B201"));
        await().until(() -> delivered.size() == 402);
        assertThat(of("A")).isEqualTo(names("A", 1, 201));
        assertThat(of("B")).isEqualTo(names("B", 1, 201));
    }
}
