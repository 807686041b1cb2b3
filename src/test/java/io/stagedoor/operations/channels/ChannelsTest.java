package io.stagedoor.operations.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.management.BrokerWatch;
import io.stagedoor.operations.OperationsRig;
import org.apache.qpid.protonj2.client.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ChannelsTest extends OperationsRig {

    private static final String TASK = "backstage/scaffolder/task";

    private Channels channels() {
        return new Channels(installation, state, new BrokerWatch());
    }

    private ChannelState task() throws Exception {
        return channels().all().stream()
                .filter(channel -> channel.address().equals(TASK))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_channel_has_its_route_and_its_queue() throws Exception {
        amqp.send(TASK, Message.create("{}"));
        amqp.send("dead-letter/" + TASK, Message.create("{}"));
        assertThat(channels().all()).hasSize(4);
        ChannelState task = task();
        assertThat(task.queue().messages()).isEqualTo(1);
        assertThat(task.deadLetters()).isEqualTo(1);
        assertThat(task.route().source().file()).isEqualTo("routes/scaffolder-task.yaml");
        assertThat(task.destinations()).containsExactly("cmdb");
        assertThat(channels().all()).filteredOn(other -> other.route() == null).hasSize(3);
    }

    @Test
    void the_rate_counts_what_consumers_took() throws Exception {
        amqp.send(TASK, Message.create("{}"));
        assertThat(task().rate()).isNull();
        amqp.take(TASK);
        Awaitility.await()
                .untilAsserted(() -> assertThat(task().rate()).isNotNull().isPositive());
    }

    @Test
    void a_queue_that_nothing_consumes_is_found() throws Exception {
        amqp.send("backstage/mistyped", Message.create("{}"));
        assertThat(channels().unconsumed()).extracting(left -> left.queue()).contains("backstage/mistyped");
    }
}
