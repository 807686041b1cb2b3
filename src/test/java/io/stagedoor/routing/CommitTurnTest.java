package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.testing.NettyMemory;
import org.junit.jupiter.api.Test;

class CommitTurnTest {

    @Test
    void a_turn_that_was_had_leaves_nothing_in_memory() throws Exception {
        try (TestBroker broker = new TestBroker();
                AmqpConnector connector = TestBroker.connector(broker.url());
                CommitTurn turn = new CommitTurn(connector, "x", new SeenLog("x", ids -> {}))) {
            take(turn, 100);
            long before = NettyMemory.buffers();

            take(turn, 1_000);

            assertThat(NettyMemory.buffers() - before).isLessThan(100);
        }
    }

    private static void take(CommitTurn turn, int times) {
        for (int i = 0; i < times; i++) {
            turn.enter();
            turn.leave();
        }
    }
}
