package io.stagedoor.routing.poison;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.contract.Contract;
import io.stagedoor.fuzz.AmqpBytes;
import io.stagedoor.fuzz.RawMessages;
import io.stagedoor.testing.Amqp;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

/** {@code FlowPromises} shows with the whole program that a message it finds becomes a dead letter. */
class QuarantineTest {

    private static final String CHANNEL = "backstage/catalog/location";
    private static final String BACKLOG = "backstage/catalog/entity";

    @Test
    void a_look_checks_the_head_of_the_queue_and_does_not_follow_a_backlog() throws Exception {
        try (TestBroker broker = new TestBroker();
                Amqp amqp = new Amqp(broker.url(), null, null)) {
            Quarantine quarantine =
                    new Quarantine(TestBroker.connector(broker.url()), Contract.bundled(), Clock.systemUTC(), Map.of());
            Message<String> event = Message.create("{}");
            Message<?> unreadable = RawMessages.of(AmqpBytes.string("no section"));
            amqp.sendAll(CHANNEL, Collections.nCopies(Quarantine.LOOKED_AT - 1, event));
            assertThat(quarantine.sees(CHANNEL)).isFalse();
            amqp.sendRaw(CHANNEL, unreadable);
            assertThat(quarantine.sees(CHANNEL)).isTrue();
            amqp.sendAll(BACKLOG, Collections.nCopies(Quarantine.LOOKED_AT, event));
            amqp.sendRaw(BACKLOG, unreadable);
            assertThat(quarantine.sees(BACKLOG)).isFalse();
            assertThat(broker.depth(BACKLOG)).isEqualTo(Quarantine.LOOKED_AT + 1);
        }
    }
}
