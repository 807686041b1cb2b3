package io.stagedoor.operations.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.management.BrokerWatch;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.OperationsRig;
import io.stagedoor.watch.DestinationHealth;
import io.stagedoor.watch.RecentAttempts;
import io.stagedoor.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DestinationsTest extends OperationsRig {

    private final Watch watch = new Watch(new SimpleMeterRegistry());
    private Destinations destinations;

    @BeforeEach
    void open() {
        destinations = new Destinations(installation, state, new BrokerWatch(), watch, new StateChanges());
    }

    @AfterEach
    void close() {
        destinations.close();
    }

    @Test
    void those_with_a_route_and_those_with_a_queue_are_listed() throws Exception {
        amqp.send("deliver/old", Message.create("{}"));
        amqp.send("deliver/cmdb/parked/one", Message.create("{}"));
        assertThat(destinations.all()).extracting(Destination::name).containsExactly("cmdb", "old");
        Destination cmdb = destinations.one("cmdb");
        assertThat(cmdb.route().file()).isEqualTo("routes/destinations/cmdb.yaml");
        assertThat(cmdb.queue().parked()).contains(1L);
        assertThat(cmdb.queue().state()).isEqualTo(DestinationQueue.NO_CONSUMER);
        assertThat(destinations.one("old").route()).isNull();
        assertThatThrownBy(() -> destinations.one("nobody")).isInstanceOf(NotFound.class);
    }

    @Test
    void a_pause_is_seen_at_once_with_who_did_it_and_since_when() throws Exception {
        amqp.send("deliver/cmdb", Message.create("{}"));
        assertThat(destinations.one("cmdb").since()).isNull();
        Instant before = Instant.now();
        destinations.pause("cmdb", WHO);
        Destination paused = destinations.one("cmdb");
        assertThat(paused.queue().state()).isEqualTo(DestinationQueue.PAUSED);
        assertThat(paused.reason()).isEqualTo("paused by tester");
        assertThat(paused.since()).isBetween(before, Instant.now());
        destinations.resume("cmdb", WHO);
        assertThat(destinations.one("cmdb").queue().state()).isEqualTo(DestinationQueue.NO_CONSUMER);
        assertThatThrownBy(() -> destinations.pause("nobody", WHO)).isInstanceOf(NotFound.class);
    }

    @Test
    void what_this_replica_saw_of_the_attempts_is_told() throws Exception {
        RecentAttempts recent = watch.attempts("cmdb");
        recent.ended(null, Duration.ofMillis(12));
        recent.ended("HTTP 503", Duration.ofMillis(40));
        watch.destination("cmdb")
                .breaker(() -> Optional.of(new DestinationHealth.OpenBreaker(Instant.EPOCH, Instant.EPOCH)));
        Destination cmdb = destinations.one("cmdb");
        assertThat(cmdb.queue().state()).isEqualTo(DestinationQueue.BREAKER_OPEN);
        assertThat(cmdb.reason()).isEqualTo("HTTP 503");
        assertThat(cmdb.since()).isEqualTo(Instant.EPOCH);
        assertThat(cmdb.recent().lastSuccess()).isNotNull();
        assertThat(cmdb.recent().lastError()).isEqualTo("HTTP 503");
        assertThat(destinations.lastHour("cmdb"))
                .extracting(RecentAttempts.Minute::longest)
                .contains(40L);
    }

    @Test
    void the_events_that_wait_for_an_attempt_are_listed() throws Exception {
        amqp.send(
                "deliver/cmdb",
                Message.create("{}")
                        .property("stagedoor_event_id", "one")
                        .annotation("x-opt-delivery-delay", 600_000L));
        assertThat(destinations.waiting("cmdb"))
                .extracting(WaitingAttempt::eventId)
                .containsExactly("one");
    }
}
