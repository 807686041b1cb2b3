package io.stagedoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Brokers in use have queues of these names: with a new name, the messages in them would be left behind. */
class QueueNamesTest {

    @Test
    void a_destination_has_a_queue_of_its_name() {
        assertThat(QueueNames.destination("cmdb")).isEqualTo("deliver/cmdb");
        assertThat(QueueNames.isDestination("deliver/cmdb")).isTrue();
        assertThat(QueueNames.isDestination("dead-letter/deliver/cmdb")).isFalse();
        assertThat(QueueNames.destinationOf("deliver/cmdb")).isEqualTo("cmdb");
    }

    @Test
    void the_address_of_a_dead_letter_is_that_of_its_queue_with_a_prefix() {
        assertThat(QueueNames.deadLetter("deliver/cmdb")).isEqualTo("dead-letter/deliver/cmdb");
        assertThat(QueueNames.isDeadLetter("dead-letter/backstage/task")).isTrue();
        assertThat(QueueNames.originOf("dead-letter/backstage/task")).isEqualTo("backstage/task");
    }

    @Test
    void the_queues_of_ids_and_leases_carry_the_name_of_their_channel() {
        assertThat(QueueNames.seen("backstage/task")).isEqualTo("seen/backstage/task");
        assertThat(QueueNames.lease("backstage/task")).isEqualTo("turn/backstage/task");
        assertThat(QueueNames.leaseToCommit("backstage/task")).isEqualTo("turn/commit/backstage/task");
    }

    @Test
    void the_history_of_a_destination_and_the_index_stand_side_by_side() {
        assertThat(QueueNames.history("cmdb")).isEqualTo("history/cmdb");
        assertThat(QueueNames.HISTORY_INDEX).isEqualTo("history/_index");
        assertThat(QueueNames.isHistory("history/cmdb")).isTrue();
        assertThat(QueueNames.isHistory("deliver/history")).isFalse();
    }

    @Test
    void the_queues_of_parked_events_are_below_the_queue_of_their_destination() {
        assertThat(QueueNames.parked("deliver/cmdb")).isEqualTo("deliver/cmdb/parked/");
        assertThat(QueueNames.isParked("deliver/cmdb/parked/1f0c")).isTrue();
        assertThat(QueueNames.isParked("deliver/parked")).isFalse();
    }
}
